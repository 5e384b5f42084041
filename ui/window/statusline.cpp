#include "window/statusline.h"

#include "style/icons.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace retune {

QString statusText(const FolderStatus &status)
{
    QStringList facts;
    const QString watcher = watcherName(status.watch.kind);
    facts += status.files == 1 ? StatusLine::tr("watching 1 file (%1)").arg(watcher)
                               : StatusLine::tr("watching %n files (%1)", nullptr, status.files).arg(watcher);
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
    , m_text(new QLabel(this))
    , m_problems(new QToolButton(this))
    , m_file(new QLabel(this))
{
    m_file->setTextFormat(Qt::PlainText);
    m_file->setForegroundRole(QPalette::PlaceholderText);
    m_file->setToolTip(tr("Format, line ends and encoding of the file that is shown"));
    m_file->setAccessibleDescription(m_file->toolTip());
    m_text->setTextFormat(Qt::PlainText);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_problems->setAutoRaise(true);
    m_problems->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problems->setIcon(errorIcon(QStringLiteral("problem")));
    m_problems->setToolTip(tr("Go to the first problem"));
    m_problems->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_problems);
    layout->addStretch();
    layout->addWidget(m_file);
    connect(m_problems, &QToolButton::clicked, this, &StatusLine::problemsClicked);
    setStatus({});
}

void StatusLine::setFile(const std::optional<FileStatus> &file)
{
    m_file->setText(file ? fileText(*file) : QString());
    m_file->setVisible(file.has_value());
}

void StatusLine::setStatus(const std::optional<FolderStatus> &status)
{
    m_text->setText(status ? statusText(*status) : tr("no folder open"));
    const int problems = status ? status->problems : 0;
    m_problems->setVisible(problems > 0);
    m_problems->setText(problems == 1 ? tr("1 problem") : tr("%n problems", nullptr, problems));
}

} // namespace retune
