#include "window/codebar.h"

#include "style/focusreturn.h"
#include "style/iconlabel.h"
#include "style/icons.h"
#include "style/theme.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace retune {

CodeBar::CodeBar(QWidget *parent)
    : TintedBar(Tint::Notice, parent)
    , m_icon(new IconLabel(this))
    , m_text(new QLabel(this))
    , m_run(new QPushButton(this))
{
    new FocusReturn(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(leastTextWidth);
    m_run->setToolTip(tr("Let the worker run the code of this folder, now and whenever the folder is opened; "
                         "Stop Code in the status bar takes it back"));
    auto *decline = new QPushButton(tr("Not now"), this);
    decline->setToolTip(tr("Run nothing; asked again when the folder is opened next"));
    connect(m_run, &QPushButton::clicked, this, &CodeBar::allowed);
    connect(decline, &QPushButton::clicked, this, &CodeBar::declined);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 7);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_run);
    layout->addWidget(decline);
    setMinimumHeight(topRowHeight());
    hide();
}

void CodeBar::ask(const QStringList &files)
{
    if (files.isEmpty())
        return hide();
    m_icon->setIcon(icon(QStringLiteral("code")));
    const int count = int(files.size());
    m_run->setText(count == 1 ? tr("Run it") : tr("Run them"));
    m_text->setText(count == 1 ? tr("1 code file here is not run: %1").arg(files.first())
                               : tr("%n code files here are not run.", nullptr, count));
    m_text->setToolTip(files.join(u'\n'));
    setAccessibleName(m_text->text());
    if (!isHidden())
        return;
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace retune
