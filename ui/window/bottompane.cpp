#include "window/bottompane.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

namespace retune {

namespace {

constexpr int fewestLines = 1;

} // namespace

BottomPane::BottomPane(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_tools(new QStackedWidget(this))
    , m_pages(new QStackedWidget(this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Log, problems and history"));
    m_tabs->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed); // the tools beside them give way
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(10);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    row->addWidget(m_tools, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_pages, 1);
    m_tools->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // Not that of the pages, which changes with what they show: the pane would jump from tab to tab.
    m_pages->setMinimumHeight(fewestLines * fontMetrics().lineSpacing());
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, m_tools, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &BottomPane::pageChanged);
}

void BottomPane::addPage(QWidget *page, QWidget *tools, const QString &title)
{
    m_pages->addWidget(page);
    m_tools->addWidget(tools);
    m_tabs->addTab(title);
}

void BottomPane::setTitle(const QWidget *page, const QString &title)
{
    for (int index = 0; index < m_pages->count(); ++index) {
        if (m_pages->widget(index) == page)
            m_tabs->setTabText(index, title);
    }
}

void BottomPane::showPage(QWidget *page)
{
    m_tabs->setCurrentIndex(m_pages->indexOf(page));
}

int BottomPane::currentIndex() const
{
    return m_tabs->currentIndex();
}

void BottomPane::setCurrentIndex(int index)
{
    m_tabs->setCurrentIndex(index);
}

} // namespace retune
