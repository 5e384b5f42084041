#include "tree/settingsmenu.h"

#include "style/icons.h"
#include "tree/memberedits.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"

#include <retune/format/format.h>

#include <QtGui/QAction>
#include <QtWidgets/QMenu>

using namespace Qt::Literals::StringLiterals;

namespace retune {

SettingsMenu::SettingsMenu(SettingsModel *model, SettingsView *view, MemberEdits *edits)
    : QObject(view)
    , m_model(model)
    , m_view(view)
    , m_edits(edits)
{
    connect(view, &QWidget::customContextMenuRequested, this, &SettingsMenu::show);
}

void SettingsMenu::setMemberActions(const QList<QAction *> &actions)
{
    m_memberActions = actions;
    m_view->addActions(actions);
}

void SettingsMenu::setValueActions(const QList<QAction *> &actions)
{
    m_valueActions = actions;
    m_view->addActions(actions);
}

void SettingsMenu::setWholeFileActions(const QList<QAction *> &actions)
{
    m_wholeFileActions = actions;
    m_view->addActions(actions);
}

bool SettingsMenu::isOnFile() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() && !current.parent().isValid();
}

void SettingsMenu::show(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    QMenu menu(m_view);
    if (!index.isValid()) {
        menu.addActions(m_wholeFileActions);
    } else {
        if (!m_view->selectionModel()->isSelected(index))
            m_view->setCurrentIndex(index); // the actions are about the current row and the selected ones
        addRowActions(menu, index);
    }
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

void SettingsMenu::addRowActions(QMenu &menu, const QModelIndex &index)
{
    addEditActions(menu, index);
    menu.addSeparator();
    for (QAction *action : m_model->isCode(index) ? m_codeActions : m_memberActions) {
        if (action->isEnabled() || !isOnFile()) // of those about members, few have a meaning for a file
            menu.addAction(action);
    }
    if (!index.parent().isValid()) {
        menu.addSeparator();
        menu.addActions(m_fileActions);
    }
    menu.addSeparator();
    for (QAction *action : m_valueActions) {
        if (action->isEnabled())
            menu.addAction(action);
    }
    if (isOnFile()) {
        menu.addSeparator();
        menu.addActions(m_wholeFileActions);
    }
}

namespace {

/// Marks the first letter that no text before it has for its key; a language without letters gets the number of the item.
QString withKey(const QString &text, QString *taken)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar letter = text.at(at).toLower();
        if (letter < u'a' || letter > u'z' || taken->contains(letter))
            continue;
        *taken += letter;
        return text.first(at) + u'&' + text.sliced(at);
    }
    const QChar number(static_cast<char16_t>(u'1' + taken->size()));
    *taken += number;
    return QStringLiteral("%1(&%2)").arg(text, QString(number));
}

} // namespace

/// The kinds that the value can be given where its file tells types.
void SettingsMenu::addTypeActions(QMenu &menu)
{
    const QList<Kind> kinds = m_edits->otherKinds();
    if (kinds.isEmpty())
        return;
    QMenu *types = menu.addMenu(tr("Chan&ge Type"));
    QString taken;
    for (const Kind kind : kinds) {
        const QString name = kindName(kind);
        const QString text =
            isContainer(kind) ? tr("Empty %1").arg(name) : name.at(0).toUpper() + name.sliced(1);
        types->addAction(withKey(text, &taken), m_edits, [this, kind] { m_edits->changeKind(kind); });
    }
}

void SettingsMenu::addEditActions(QMenu &menu, const QModelIndex &index)
{
    const QModelIndex value = index.siblingAtColumn(SettingsModel::ValueColumn);
    if (value.flags() & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable)) {
        const bool isToggle = value.flags() & Qt::ItemIsUserCheckable;
        QAction *edit = menu.addAction(icon(u"edit"_s), isToggle ? tr("Swi&tch") : tr("Edit Va&lue"), m_view,
                                       &SettingsView::editCurrentValue);
        edit->setShortcut(isToggle ? Qt::Key_Space : Qt::Key_F2);
    }
    addTypeActions(menu);
    if (m_model->isSecretValue(value)) {
        const bool isUncovered = m_model->isUncovered(value);
        const QPersistentModelIndex row = value;
        menu.addAction(icon(u"uncover"_s), isUncovered ? tr("Cove&r Value") : tr("&Uncover Value"), this,
                       [this, row, isUncovered] { m_model->setUncovered(row, !isUncovered); });
    }
    if (const Document document = m_model->document(index); !document.isNull() && !document.format().isText())
        return;
    const QPersistentModelIndex row = index;
    menu.addAction(icon(u"show-text"_s), tr("Show &in Text"), this,
                   [this, row] { Q_EMIT textRequested(row); });
}

} // namespace retune
