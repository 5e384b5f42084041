#include "window/bottompane.h"

#include <QtTest/QTest>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

class TestBottomPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsHeightWhateverPageIsShown()
    {
        QSplitter rows(Qt::Vertical);
        rows.setChildrenCollapsible(false);
        rows.addWidget(new QWidget);
        auto *pane = new BottomPane;
        QList<QWidget *> pages;
        for (int index = 0; index < 3; ++index) {
            pages += new QWidget;
            pane->addPage(pages.last(), new QWidget, u"page %1"_s.arg(index));
        }
        rows.addWidget(pane);
        rows.resize(600, 500);
        rows.show();
        rows.setSizes({500, 1});
        const int height = pane->height();

        pages.at(1)->setMinimumHeight(200); // what it shows may grow
        for (QWidget *page : pages) {
            pane->showPage(page);
            QCoreApplication::processEvents();
            QCOMPARE(pane->height(), height);
        }
    }
};

QTEST_MAIN(TestBottomPane)
#include "tst_bottompane.moc"
