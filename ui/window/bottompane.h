#pragma once

#include <QtWidgets/QWidget>

class QStackedWidget;
class QTabBar;

namespace retune {

/// The pages at the bottom of the window, one of them in sight: their tabs, with the tools of the page beside them.
class BottomPane : public QWidget
{
    Q_OBJECT

public:
    explicit BottomPane(QWidget *parent = nullptr);

    void addPage(QWidget *page, QWidget *tools, const QString &title);
    void setTitle(const QWidget *page, const QString &title);
    void showPage(QWidget *page);
    int currentIndex() const;
    void setCurrentIndex(int index);

Q_SIGNALS:
    void pageChanged();

private:
    QTabBar *m_tabs;
    QStackedWidget *m_tools;
    QStackedWidget *m_pages;
};

} // namespace retune
