#include "editor/conflictbar.h"

#include "style/elidedlabel.h"
#include "style/foldingrow.h"
#include "style/iconlabel.h"
#include "style/icons.h"

#include <retune/edit/workspace.h>

#include <QtCore/QDateTime>
#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace retune {

namespace {

QPushButton *button(const QString &text, const QString &accessibleName, const QString &tip)
{
    auto *made = new QPushButton(text);
    made->setAccessibleName(accessibleName);
    made->setToolTip(tip);
    return made;
}

QWidget *makeRow(std::initializer_list<QWidget *> parts)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    for (QWidget *part : parts)
        layout->addWidget(part);
    return row;
}

} // namespace

QString diskTimeText(const Conflict &conflict)
{
    const QDateTime when = conflict.modified.toLocalTime();
    const bool isToday = when.date() == QDate::currentDate();
    return when.toString(isToday ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

ConflictBar::ConflictBar(QWidget *parent)
    : TintedBar(Tint::Warning, parent)
    , m_disk(new ElidedLabel)
{
    setAccessibleName(tr("The file changed on disk"));
    auto *compare = button(tr("&Compare"), tr("Compare yours with the disk"),
                           tr("Show what differs between your text and the one on disk"));
    auto *merge =
        button(tr("&Merge"), tr("Merge yours with the disk"),
               tr("Put your changes into the text on disk; where both changed the same, you are asked"));
    auto *keep =
        button(tr("&Keep mine"), tr("Keep your unsaved text"),
               tr("Go on with your text; the next save replaces the one on disk, and undo brings it back"));
    auto *take = button(tr("&Take disk"), tr("Take the text on disk"),
                        tr("Show the text on disk; undo brings yours back"));
    connect(compare, &QPushButton::clicked, this, &ConflictBar::compareRequested);
    connect(merge, &QPushButton::clicked, this, &ConflictBar::mergeRequested);
    connect(keep, &QPushButton::clicked, this, &ConflictBar::keepMineRequested);
    connect(take, &QPushButton::clicked, this, &ConflictBar::takeDiskRequested);
    auto *warning = new IconLabel;
    warning->setIcon(icon(QStringLiteral("warning")));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 6, 4);
    layout->addWidget(new FoldingRow(makeRow({warning, m_disk}), makeRow({compare, merge, keep, take})));
}

void ConflictBar::setConflict(const Conflict &conflict)
{
    const QString sides = tr("Yours (unsaved)  ≠  On disk (%1)").arg(diskTimeText(conflict));
    m_disk->setText(conflict.reason.isEmpty() ? sides : tr("%1:  %2").arg(sides, conflict.reason));
    const QString what = conflict.reason.isEmpty()
                             ? tr("Another program changed this file while you have unsaved edits. Nothing "
                                  "is lost: save to merge "
                                  "both, choose a side, or compare first.")
                             : tr("%1. Nothing is lost: merge and choose for each place, or take one side.")
                                   .arg(conflict.reason);
    m_disk->setToolTip(what);
}

void ConflictBar::showEvent(QShowEvent *event)
{
    TintedBar::showEvent(event);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace retune
