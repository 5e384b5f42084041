#include "editor/gonebar.h"

#include "style/elidedlabel.h"
#include "style/foldingrow.h"
#include "style/iconlabel.h"
#include "style/icons.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace retune {

namespace {

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

GoneBar::GoneBar(QWidget *parent)
    : TintedBar(Tint::Warning, parent)
    , m_text(new ElidedLabel)
    , m_write(new QPushButton(tr("&Write It Again")))
    , m_putBack(new QPushButton(tr("&Put Back")))
    , m_forget(new QPushButton(tr("&Close")))
{
    m_write->setToolTip(tr("Make the file anew with the text that is shown"));
    m_putBack->setToolTip(tr("Bring the file back from the trash"));
    m_forget->setToolTip(
        tr("Show the file and its problem no longer. Unsaved edits are kept, and come back with the file."));
    connect(m_write, &QPushButton::clicked, this, &GoneBar::writeRequested);
    connect(m_putBack, &QPushButton::clicked, this, &GoneBar::putBackRequested);
    connect(m_forget, &QPushButton::clicked, this, &GoneBar::forgetRequested);
    auto *warning = new IconLabel;
    warning->setIcon(icon(QStringLiteral("warning")));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 6, 4);
    layout->addWidget(new FoldingRow(makeRow({warning, m_text}), makeRow({m_putBack, m_write, m_forget})));
}

void GoneBar::setFile(const QString &path, bool isTrashed)
{
    m_text->setText(isTrashed ? tr("%1 is in the trash.").arg(path)
                              : tr("%1 was removed by another program.").arg(path));
    setAccessibleName(m_text->text());
    m_putBack->setVisible(isTrashed);
    m_write->setVisible(!isTrashed);
}

void GoneBar::showEvent(QShowEvent *event)
{
    TintedBar::showEvent(event);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace retune
