#include "window/valueactions.h"

#include "style/action.h"
#include "tree/colorpopup.h"
#include "tree/memberedits.h"
#include "tree/selectedrows.h"
#include "tree/settingsmenu.h"
#include "tree/settingspane.h"
#include "window/folderlayers.h"
#include "window/valueexplainer.h"

#include <QtGui/QAction>
#include <QtGui/QKeySequence>
#include <QtWidgets/QWidget>

namespace retune {

ValueActions::ValueActions(SettingsPane &settings, FolderHistory &history, FolderLayers &layers,
                           QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_layers(layers)
    , m_colors(new ColorEdits(&settings.view()))
    , m_explainer(new ValueExplainer(settings, history, layers))
{
    m_explain = make("info", tr("E&xplain This Value"), Qt::CTRL | Qt::Key_I,
                     tr("Tell where the value stands, what changed it last, and what it was before"));
    m_declareLayers =
        make(nullptr, tr("Layer&s…"), Qt::CTRL | Qt::SHIFT | Qt::Key_L,
             tr("Say which files a program reads over one another, so that Explain knows what counts"));
    m_chooseColor = make(nullptr, tr("Choose C&olour…"), Qt::Key_F4,
                         tr("Choose another colour for a value that spells one"));
    m_duplicate = make("copy", tr("&Duplicate"), Qt::CTRL | Qt::Key_D,
                       tr("Copy the current row with everything below it, under a name of its own"));
    m_selectSameKey = make(nullptr, tr("Select Same &Key in All Files"), Qt::CTRL | Qt::Key_L,
                           tr("Select this key in every file that has it, to edit all of them at once"));
    makeSeparator();
    m_copyRows = make("copy", tr("&Copy Row"), QKeySequence::Copy,
                      tr("Copy the selected rows as text; secret values stay covered"));
    m_copyPaths = make(nullptr, tr("Cop&y Key Path"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
                       tr("Copy where the value is in its file, or the name of the file"));
    m_copyValues = make(nullptr, tr("Copy &Value"), Qt::CTRL | Qt::ALT | Qt::Key_C,
                        tr("Copy the selected values as programs see them"));
    settings.menu().setValueActions(m_actions);

    const SelectedRows *rows = settings.selectedRows();
    connect(m_explain, &QAction::triggered, m_explainer, &ValueExplainer::explain);
    connect(m_explainer, &ValueExplainer::placeRequested, this, &ValueActions::placeRequested);
    connect(m_declareLayers, &QAction::triggered, &layers, &FolderLayers::declareSelected);
    connect(m_chooseColor, &QAction::triggered, m_colors, &ColorEdits::choose);
    connect(m_duplicate, &QAction::triggered, settings.memberEdits(), &MemberEdits::duplicate);
    connect(m_selectSameKey, &QAction::triggered, rows, &SelectedRows::selectSameKey);
    connect(m_copyRows, &QAction::triggered, rows, &SelectedRows::copyRows);
    connect(m_copyPaths, &QAction::triggered, rows, &SelectedRows::copyPaths);
    connect(m_copyValues, &QAction::triggered, rows, &SelectedRows::copyValues);
    connect(&settings, &SettingsPane::currentRowChanged, this, &ValueActions::update);
    connect(&settings, &SettingsPane::selectionChanged, this, &ValueActions::update);
    update();
}

/// Their keys mean something else in a text, so they work only while the tree has the focus.
QAction *ValueActions::make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                            const QString &tip)
{
    QAction *action = makeAction(iconName, text, shortcut, tip, this);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_actions += action;
    return action;
}

QAction *ValueActions::makeSeparator()
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_actions += separator;
    return separator;
}

void ValueActions::update()
{
    const SelectedRows *rows = m_settings.selectedRows();
    m_explain->setEnabled(m_explainer->canExplain());
    m_declareLayers->setEnabled(m_layers.canDeclare());
    m_chooseColor->setEnabled(m_colors->canChoose());
    m_duplicate->setEnabled(m_settings.memberEdits()->canDuplicate());
    m_selectSameKey->setEnabled(rows->canSelectSameKey());
    const bool canCopy = rows->canCopyPath();
    m_copyRows->setEnabled(canCopy);
    m_copyPaths->setEnabled(canCopy);
    m_copyValues->setEnabled(canCopy && rows->canCopyValue());
    const bool hasSecrets = canCopy && rows->hasSecrets();
    m_copyValues->setText(hasSecrets ? tr("Copy Secret &Value") : tr("Copy &Value"));
    m_copyRows->setText(hasSecrets ? tr("&Copy Row, Secrets Covered") : tr("&Copy Row"));
}

} // namespace retune
