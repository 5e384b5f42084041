#include "window/preferencesdialog.h"

#include "style/screenfit.h"
#include "style/theme.h"
#include "window/actions.h"
#include "window/preferences.h"

#include <retune/format/format.h>

#include <QtGui/QAction>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr qint64 megabyte = 1024 * 1024;
/// Of a file, in megabytes: what a text in memory can be.
constexpr int largestFile = 1024;
/// So that the fields of a page end in one line.
constexpr int fieldWidth = 220;

QLabel *makeNote(const QString &text, QWidget *parent)
{
    auto *note = new QLabel(text, parent);
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setForegroundRole(QPalette::PlaceholderText);
    return note;
}

/// A choice of one of several actions.
QComboBox *makeChoice(const QList<QAction *> &actions, QWidget *parent)
{
    auto *choice = new QComboBox(parent);
    choice->setMinimumWidth(fieldWidth);
    for (QAction *action : actions) {
        choice->addItem(plainText(*action));
        const int row = choice->count() - 1;
        choice->setItemData(row, action->toolTip(), Qt::ToolTipRole);
        if (action->isChecked())
            choice->setCurrentIndex(row);
        QObject::connect(action, &QAction::toggled, choice, [choice, row](bool isChosen) {
            if (isChosen)
                choice->setCurrentIndex(row);
        });
    }
    QObject::connect(choice, &QComboBox::activated, parent, [actions](int row) { actions[row]->trigger(); });
    return choice;
}

QCheckBox *makeSwitch(QAction *action, QWidget *parent)
{
    auto *box = new QCheckBox(plainText(*action), parent);
    box->setToolTip(action->toolTip());
    const auto follow = [box, action] {
        box->setChecked(action->isChecked());
        box->setEnabled(action->isEnabled());
    };
    follow();
    QObject::connect(action, &QAction::changed, box, follow);
    QObject::connect(box, &QCheckBox::clicked, action, &QAction::trigger);
    return box;
}

QFormLayout *makeForm(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(18, 18, 18, 18);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setHorizontalSpacing(14);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

} // namespace

PreferencesDialog::PreferencesDialog(const Actions &actions, QWidget *window)
    : QDialog(window)
    , m_actions(actions)
    , m_pages(new QTabWidget(this))
{
    setWindowTitle(tr("Preferences"));
    m_pages->setDocumentMode(true);
    m_pages->addTab(makeLookPage(), tr("&Look"));
    m_pages->addTab(makeFoldersPage(), tr("&Folders"));
    m_pages->addTab(makeNamesPage(), tr("File &Names"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(buttons);
    resize(QSize(560, 440).boundedTo(roomOfWindows(*window).size()));
}

// Look

QWidget *PreferencesDialog::makeLookPage()
{
    auto *page = new QWidget(m_pages);
    QFormLayout *form = makeForm(page);
    form->addRow(tr("L&anguage:"), makeLanguages());
    m_languageNote = makeNote(tr("The window speaks it when Retune starts the next time."), page);
    m_languageNote->hide();
    form->addRow(QString(), m_languageNote);
    form->addRow(tr("&Theme:"), makeChoice({m_actions.theme(Theme::System), m_actions.theme(Theme::Light),
                                            m_actions.theme(Theme::Dark)},
                                           page));
    form->addRow(tr("Text &size:"), makeTextSize());
    return page;
}

QComboBox *PreferencesDialog::makeLanguages()
{
    auto *languages = new QComboBox(this);
    languages->setObjectName(u"language"_s);
    languages->setMinimumWidth(fieldWidth);
    languages->addItem(tr("System"), QString());
    // Each in its own words, for those who read no other.
    languages->addItem(u"English"_s, u"en"_s);
    languages->addItem(u"简体中文"_s, u"zh_CN"_s);
    languages->setCurrentIndex(languages->findData(preferredLanguage()));
    connect(languages, &QComboBox::activated, this, [this, languages] {
        const QString language = languages->currentData().toString();
        setPreferredLanguage(language);
        m_languageNote->show();
    });
    return languages;
}

QWidget *PreferencesDialog::makeTextSize()
{
    auto *size = new QSpinBox(this);
    size->setObjectName(u"textSize"_s);
    size->setMinimumWidth(fieldWidth);
    size->setRange(smallestTextSize - 1, largestTextSize);
    size->setSpecialValueText(tr("System"));
    size->setSuffix(tr(" pt"));
    size->setValue(preferredTextSize() == 0 ? size->minimum() : preferredTextSize());
    size->setToolTip(tr("Of the texts of files; Ctrl and the wheel of the mouse change it for a while"));
    connect(size, &QSpinBox::valueChanged, this, [this, size](int value) {
        const int points = value == size->minimum() ? 0 : value;
        setPreferredTextSize(points);
        Q_EMIT textSizeChosen(points);
    });
    return size;
}

// Folders

QWidget *PreferencesDialog::makeFoldersPage()
{
    auto *page = new QWidget(m_pages);
    QFormLayout *form = makeForm(page);
    form->addRow(tr("&Watch with:"), makeChoice(m_actions.watchers(), page));
    form->addRow(tr("Largest f&ile:"), makeFileSize());
    form->addRow(tr("Edits:"), makeSwitch(m_actions.liveApply, page));
    addHistory(*form);
    form->addRow(tr("Live code:"), makeSwitch(m_actions.compileSources, page));
    form->addRow(makeNote(
        tr("The largest file and the limits of the history hold for folders that are opened from now on."),
        page));
    return page;
}

QWidget *PreferencesDialog::makeFileSize()
{
    auto *size = new QSpinBox(this);
    size->setObjectName(u"fileSize"_s);
    size->setMinimumWidth(fieldWidth);
    size->setRange(1, largestFile);
    size->setSuffix(tr(" MB"));
    size->setValue(int(maximumFileSize() / megabyte));
    size->setToolTip(tr("Larger files are listed as a problem and not read"));
    connect(size, &QSpinBox::valueChanged, this, [this](int megabytes) {
        setMaximumFileSize(megabytes * megabyte);
        Q_EMIT maximumFileSizeChosen(megabytes * megabyte);
    });
    return size;
}

void PreferencesDialog::addHistory(QFormLayout &form)
{
    form.addRow(tr("History:"), makeSwitch(m_actions.keepHistory, this));
    const HistoryLimits limits = historyLimits();
    auto *days = new QSpinBox(this);
    days->setObjectName(u"historyDays"_s);
    days->setMinimumWidth(fieldWidth);
    days->setRange(1, 3650);
    days->setSuffix(tr(" days"));
    days->setValue(limits.days);
    auto *megabytes = new QSpinBox(this);
    megabytes->setObjectName(u"historySize"_s);
    megabytes->setMinimumWidth(fieldWidth);
    megabytes->setRange(1, 100'000);
    megabytes->setSuffix(tr(" MB"));
    megabytes->setValue(limits.megabytes);
    form.addRow(tr("&Kept for:"), days);
    form.addRow(tr("&Up to:"), megabytes);
    days->setToolTip(tr("What is older goes"));
    megabytes->setToolTip(tr("For each folder; the oldest goes when it is more"));
    const auto keep = [days, megabytes] { setHistoryLimits({days->value(), megabytes->value()}); };
    connect(days, &QSpinBox::valueChanged, this, keep);
    connect(megabytes, &QSpinBox::valueChanged, this, keep);
}

// Names of files

QWidget *PreferencesDialog::makeNamesPage()
{
    auto *page = new QWidget(m_pages);
    auto *names = new QTreeWidget(page);
    names->setRootIsDecorated(false);
    names->setUniformRowHeights(true);
    names->setFrameShape(QFrame::NoFrame);
    names->setHeaderLabels({tr("Name of the file"), tr("Format")});
    names->header()->setStyleSheet(headerStyleSheet());
    names->setAccessibleName(tr("Formats by name"));
    for (const FormatRule &rule : formatRules())
        names->addTopLevelItem(new QTreeWidgetItem({rule.pattern, format(rule.format).name()}));
    names->resizeColumnToContents(0);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(18, 18, 18, 12);
    layout->addWidget(makeNote(tr("The name alone says what is a settings file and how it is read; of "
                                  "several rows that fit, the first counts."),
                               page));
    layout->addWidget(names, 1);
    return page;
}

} // namespace retune
