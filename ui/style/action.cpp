#include "style/action.h"

#include "style/icons.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>

namespace retune {

namespace {

struct ActionText
{
    Q_DECLARE_TR_FUNCTIONS(ActionText)
};

} // namespace

QAction *makeAction(const char *iconName, const QString &text, const QKeySequence &shortcut,
                    const QString &tip, QObject *parent)
{
    auto *action = new QAction(text, parent);
    if (iconName)
        action->setIcon(icon(QString::fromLatin1(iconName)));
    action->setShortcut(shortcut);
    const QString key = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(key.isEmpty() ? tip : ActionText::tr("%1 (%2)").arg(tip, key));
    return action;
}

} // namespace retune
