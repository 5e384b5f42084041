#include "layers/layersdialog.h"

#include "layers/layerlist.h"
#include "style/iconbutton.h"
#include "style/icons.h"
#include "style/screenfit.h"
#include "style/theme.h"

#include <QtCore/QDir>
#include <QtCore/QRegularExpression>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QAction>
#include <QtGui/QRegularExpressionValidator>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr QSize firstSize(480, 420);
constexpr int margin = 14;

QLabel *makeNote(const QString &text, QWidget *parent)
{
    auto *note = new QLabel(text, parent);
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    QPalette palette = note->palette();
    palette.setColor(QPalette::WindowText, quietText(palette));
    note->setPalette(palette);
    return note;
}

QLabel *makeLabel(const QString &text, QWidget *field, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(field);
    return label;
}

} // namespace

LayersDialog::LayersDialog(const Question &question, QWidget *window)
    : QDialog(window)
    , m_folder(question.folder)
    , m_sets(question.sets)
    , m_choice(new QComboBox(this))
    , m_files(new LayerList(question.files, this))
    , m_name(new QLineEdit(this))
    , m_add(new QPushButton(tr("&Add"), this))
    , m_prefix(new QLineEdit(this))
    , m_hint(makeNote({}, this))
{
    setWindowTitle(tr("Layers"));
    auto *completer = new QCompleter(question.files, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_name->setCompleter(completer);
    // Queued: the line takes over the name after it was told.
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &LayersDialog::addFile,
            Qt::QueuedConnection);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(
        makeNote(tr("Which files does your program read over one another? What a stronger layer says hides "
                    "what weaker "
                    "ones say, key by key. Retune remembers it for you; nothing is written into the folder."),
                 this));
    layout->addSpacing(4);
    layout->addLayout(makeSetRow());
    layout->addWidget(makeLabel(tr("&Files, the weakest first:"), m_files, this));
    layout->addLayout(makeFilesRow(), 1);
    layout->addLayout(makeAddRow());
    layout->addWidget(m_hint);
    layout->addSpacing(4);
    layout->addLayout(makeVariablesRow());
    layout->addWidget(makeNote(
        tr("Stronger than every file: with APP_, the variable APP_HTTP__PORT stands for http.port."), this));
    layout->addWidget(buttons);
    if (m_sets.isEmpty())
        m_sets += LayerSet();
    showSet(std::clamp(question.current, 0, int(m_sets.size()) - 1));
    m_files->setFocus();
    resize(firstSize.boundedTo(roomOfWindows(*window).size()));
}

QList<LayerSet> LayersDialog::sets() const
{
    QList<LayerSet> sets = m_sets;
    sets.removeIf([](const LayerSet &set) { return set.count() < 2; });
    return sets;
}

QLayout *LayersDialog::makeSetRow()
{
    auto *row = new QHBoxLayout;
    m_choice->setAccessibleName(tr("Set of layers"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(20);
    QToolButton *add = makeIconButton(u"add"_s, tr("Add another set, for another program"), this);
    m_removeSet = makeIconButton(u"trash"_s, tr("Remove this set; the files stay"), this);
    row->addWidget(makeLabel(tr("&Set:"), m_choice, this));
    row->addWidget(m_choice, 1);
    row->addWidget(add);
    row->addWidget(m_removeSet);
    connect(m_choice, &QComboBox::activated, this, &LayersDialog::showSet);
    connect(add, &QToolButton::clicked, this, &LayersDialog::addSet);
    connect(m_removeSet, &QToolButton::clicked, this, &LayersDialog::removeSet);
    return row;
}

QLayout *LayersDialog::makeFilesRow()
{
    m_files->setAccessibleName(tr("Files, the weakest first"));
    m_up = makeIconButton(u"up"_s, tr("Make it weaker (Alt+Up)"), this);
    m_down = makeIconButton(u"down"_s, tr("Make it stronger (Alt+Down)"), this);
    m_remove = makeIconButton(u"close"_s, tr("Take it out of the layers (Del)"), this);
    auto *tools = new QVBoxLayout;
    for (QToolButton *tool : {m_up, m_down, m_remove})
        tools->addWidget(tool);
    tools->addStretch();
    auto *row = new QHBoxLayout;
    row->addWidget(m_files, 1);
    row->addLayout(tools);
    connect(m_files, &LayerList::changed, this, &LayersDialog::keepSet);
    connect(m_up, &QToolButton::clicked, m_files, [this] { m_files->moveCurrent(-1); });
    connect(m_down, &QToolButton::clicked, m_files, [this] { m_files->moveCurrent(1); });
    connect(m_remove, &QToolButton::clicked, m_files, &LayerList::removeCurrent);
    return row;
}

QLayout *LayersDialog::makeAddRow()
{
    m_name->setPlaceholderText(tr("Another file of this folder"));
    m_name->setAccessibleName(tr("File to add"));
    const QAction *all = m_name->addAction(icon(u"down"_s), QLineEdit::TrailingPosition);
    connect(all, &QAction::triggered, m_name, [this] {
        m_name->completer()->setCompletionPrefix({});
        m_name->completer()->complete();
    });
    auto *row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, &LayersDialog::addFile);
    connect(m_name, &QLineEdit::textChanged, this, &LayersDialog::showState);
    return row;
}

QLayout *LayersDialog::makeVariablesRow()
{
    m_prefix->setPlaceholderText(tr("none"));
    m_prefix->setAccessibleName(tr("Prefix of environment variables"));
    static const QRegularExpression name(u"([A-Za-z_][A-Za-z0-9_]*)?"_s);
    m_prefix->setValidator(new QRegularExpressionValidator(name, m_prefix));
    auto *row = new QHBoxLayout;
    row->addWidget(makeLabel(tr("&Variables that begin with:"), m_prefix, this));
    row->addWidget(m_prefix, 1);
    connect(m_prefix, &QLineEdit::textChanged, this, &LayersDialog::keepSet);
    return row;
}

void LayersDialog::showSet(int index)
{
    m_current = index;
    {
        const QScopedValueRollback showing(m_isShowing, true);
        m_files->setFiles(m_sets.at(index).files);
        m_prefix->setText(m_sets.at(index).environmentPrefix);
        m_name->clear();
    }
    showState();
}

void LayersDialog::addSet()
{
    m_sets += LayerSet();
    showSet(int(m_sets.size()) - 1);
    m_name->setFocus();
}

void LayersDialog::removeSet()
{
    m_sets.removeAt(m_current);
    if (m_sets.isEmpty())
        m_sets += LayerSet();
    showSet(std::max(0, m_current - 1));
}

void LayersDialog::addFile()
{
    const QString folder = QDir::cleanPath(m_folder) + u'/';
    const QString file = QDir::cleanPath(QDir(folder).absoluteFilePath(m_name->text().trimmed()));
    if (!file.startsWith(folder) || file.size() == folder.size())
        return showHint(tr("Expected a file in this folder, found %1.").arg(m_name->text()), true);
    m_name->clear();
    m_files->addFile(file.sliced(folder.size()));
    m_name->setFocus();
}

/// The fields are the truth of the set that is shown.
void LayersDialog::keepSet()
{
    if (m_isShowing)
        return;
    m_sets[m_current] = {m_files->files(), m_prefix->text()};
    showState();
}

void LayersDialog::showState()
{
    if (m_isShowing)
        return;
    m_choice->clear();
    for (const LayerSet &set : m_sets)
        m_choice->addItem(set.count() == 0 ? tr("New set") : orderText(set));
    m_choice->setCurrentIndex(m_current);
    m_choice->setToolTip(m_choice->currentText()); // there may be no room for all of it
    m_removeSet->setEnabled(m_sets.size() > 1 || m_sets.first().count() > 0);
    m_up->setEnabled(m_files->canMove(-1));
    m_down->setEnabled(m_files->canMove(1));
    m_remove->setEnabled(m_files->currentRow() >= 0);
    const bool hasName = !m_name->text().trimmed().isEmpty();
    m_add->setEnabled(hasName);
    (hasName ? m_add : m_ok)->setDefault(true);
    const int layers = m_sets.at(m_current).count();
    showHint(layers == 0   ? tr("Add the files, the one with the defaults first.")
             : layers == 1 ? tr("One layer alone hides nothing: add another one, or the set is not kept.")
                           : QString(),
             false);
}

void LayersDialog::showHint(const QString &text, bool isError)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, isError ? errorText(palette()) : quietText(palette()));
    m_hint->setPalette(colours);
    m_hint->setText(text);
    m_hint->setVisible(!text.isEmpty());
    m_name->setAccessibleDescription(text);
}

} // namespace retune
