#include "window/statusline.h"

#include "problems/watchtext.h"
#include "style/elidedlabel.h"
#include "style/icons.h"

#include <QtGui/QAction>
#include <QtGui/QTextDocumentFragment>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

namespace retune {

namespace {

/// A tool tip is read at a glance; of very many folders it names the first ones.
constexpr qsizetype mostFoldersNamed = 8;
/// Of a command in characters.
constexpr qsizetype mostOfCommand = 24;

QString filesText(const FolderStatus &status)
{
    const QString watcher = watcherText(status.watch.kind);
    const QString how =
        status.watch.reason.isEmpty() ? watcher : StatusLine::tr("%1: no events to be had").arg(watcher);
    return status.files == 1 ? StatusLine::tr("watching 1 file (%1)").arg(how)
                             : StatusLine::tr("watching %n files (%1)", nullptr, status.files).arg(how);
}

QString scannedText(const std::vector<ScannedFolder> &scanned)
{
    const QString cause = scanCauses(scanned);
    return scanned.size() == 1
               ? StatusLine::tr("1 folder scanned (%1)").arg(cause)
               : StatusLine::tr("%n folders scanned (%1)", nullptr, int(scanned.size())).arg(cause);
}

QString paragraph(const QString &text)
{
    return QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
}

/// The path as the tree shows it; the open folder itself by its name.
QString shownPath(const QString &path, const QString &root)
{
    return path.startsWith(root + QLatin1Char('/')) ? path.sliced(root.size() + 1)
                                                    : path.section(QLatin1Char('/'), -1);
}

QString folderLine(const QString &path, const QString &reason, const QString &root)
{
    if (path.isEmpty())
        return paragraph(reason);
    return QStringLiteral("<p><b>%1</b>: %2</p>")
        .arg(shownPath(path, root).toHtmlEscaped(), reason.toHtmlEscaped());
}

QString watchedText(const WatchStatus &watch)
{
    const QString watcher = watcherText(watch.kind);
    return watch.folders == 1
               ? StatusLine::tr("1 folder is watched (%1)").arg(watcher)
               : StatusLine::tr("%n folders are watched (%1)", nullptr, watch.folders).arg(watcher);
}

} // namespace

QString watchDetails(const FolderStatus &status)
{
    const WatchStatus &watch = status.watch;
    QString text = paragraph(watchedText(watch));
    if (!watch.reason.isEmpty())
        text += paragraph(watch.reason);
    if (watch.overflows > 0)
        text += paragraph(
            StatusLine::tr("The system's queue of events ran over (%n times); everything was looked "
                           "at again.",
                           nullptr, watch.overflows));
    QStringList lines;
    for (const ScannedFolder &folder : watch.scanned)
        lines += folderLine(folder.folder, folder.reason, status.folder);
    for (const Problem &problem : watch.refused)
        lines += folderLine(problem.file, problem.message, status.folder);
    text += lines.mid(0, mostFoldersNamed).join(QString());
    if (lines.size() > mostFoldersNamed)
        text += paragraph(StatusLine::tr("and %n more", nullptr, int(lines.size() - mostFoldersNamed)));
    return text;
}

QString statusText(const FolderStatus &status)
{
    if (!status.isRead)
        return StatusLine::tr("reading %1").arg(status.folder);
    QStringList facts{filesText(status)};
    if (!status.watch.scanned.empty())
        facts += scannedText(status.watch.scanned);
    if (!status.watch.refused.empty())
        facts += StatusLine::tr("some folders are looked at only now and then");
    facts += StatusLine::tr("revision %1").arg(status.revision);
    if (status.lastReload.isValid())
        facts +=
            StatusLine::tr("last reload %1").arg(status.lastReload.toString(QStringLiteral("HH:mm:ss.zzz")));
    return facts.join(QStringLiteral("  ·  "));
}

namespace {

/// Empty where there is none in the text.
QString lineEndText(LineEnd lineEnd)
{
    switch (lineEnd) {
    case LineEnd::None:
        break;
    case LineEnd::Lf:
        return QStringLiteral("LF");
    case LineEnd::CrLf:
        return QStringLiteral("CRLF");
    case LineEnd::Cr:
        return QStringLiteral("CR");
    case LineEnd::Mixed:
        return StatusLine::tr("mixed line ends");
    }
    return {};
}

} // namespace

QString fileText(const FileStatus &file)
{
    QStringList facts{file.format};
    if (file.text) {
        facts += lineEndText(file.text->lineEnd);
        facts += file.text->bomSize > 0 ? StatusLine::tr("UTF-8 with BOM") : QStringLiteral("UTF-8");
    } else {
        facts += StatusLine::tr("not UTF-8");
    }
    facts.removeAll(QString());
    return facts.join(QStringLiteral("  ·  "));
}

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel(this))
    , m_problems(new QToolButton(this))
    , m_code(new QToolButton(this))
    , m_program(new QToolButton(this))
    , m_place(new ElidedLabel(this))
    , m_file(new ElidedLabel(this))
{
    m_file->setForegroundRole(QPalette::PlaceholderText);
    m_file->setToolTip(tr("Format, line ends and encoding of the file that is shown"));
    m_file->setAccessibleDescription(m_file->toolTip());
    m_place->setForegroundRole(QPalette::PlaceholderText);
    m_place->setToolTip(tr("Where the cursor is in the text; Ctrl+G goes to a line"));
    m_place->hide();
    m_text->setForegroundRole(QPalette::PlaceholderText);
    for (QToolButton *button : {m_problems, m_code, m_program}) {
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_problems->setIcon(errorIcon(QStringLiteral("problem")));
    m_problems->setToolTip(tr("Show the list of problems"));
    m_code->hide();
    m_program->setIcon(icon(QStringLiteral("terminal")));
    m_program->hide();
    setMinimumHeight(m_problems->sizeHint().height()); // what stands above does not jump when a button comes
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_problems);
    layout->addWidget(m_code);
    layout->addWidget(m_program);
    layout->addStretch();
    layout->addWidget(m_place);
    layout->addWidget(m_file);
    connect(m_program, &QToolButton::clicked, this, &StatusLine::programClicked);
    connect(m_problems, &QToolButton::clicked, this, &StatusLine::problemsClicked);
    setStatus({});
}

void StatusLine::setFile(const std::optional<FileStatus> &file)
{
    m_file->setText(file ? fileText(*file) : QString());
    m_file->setVisible(file.has_value());
}

void StatusLine::setProgram(const QString &command)
{
    const QString shown = command.size() > mostOfCommand ? command.first(mostOfCommand) + u'…' : command;
    m_program->setText(tr("%1 runs").arg(QString(shown).replace(u'&', QStringLiteral("&&"))));
    m_program->setToolTip(tr("%1 runs in this folder: show the bar that it is stopped with").arg(command));
    m_program->setVisible(!command.isEmpty());
}

void StatusLine::setPlace(const QString &text)
{
    m_place->setText(text);
    m_place->setVisible(!text.isEmpty());
}

void StatusLine::setCodeAction(QAction *stop)
{
    const auto update = [this, stop] { m_code->setVisible(stop->isEnabled()); };
    m_code->setDefaultAction(stop);
    connect(stop, &QAction::enabledChanged, this, update);
    update();
}

void StatusLine::setStatus(const std::optional<FolderStatus> &status)
{
    m_text->setText(status ? statusText(*status) : tr("no folder open"));
    m_text->setToolTip(status ? watchDetails(*status) : QString());
    m_text->setAccessibleDescription(QTextDocumentFragment::fromHtml(m_text->toolTip()).toPlainText());
    const int problems = status ? status->problems : 0;
    m_problems->setVisible(problems > 0);
    m_problems->setText(problems == 1 ? tr("1 problem") : tr("%n problems", nullptr, problems));
}

} // namespace retune
