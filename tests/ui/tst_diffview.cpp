#include "changes/diffoverview.h"
#include "changes/diffview.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray numberedLines(int count, const QByteArray &value)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "key" + QByteArray::number(i) + " = " + (i % 20 ? QByteArray("1") : value) + '\n';
    return text;
}

} // namespace

/// What can be done with a comparison, by its widgets.
class TestDiffView : public QObject
{
    Q_OBJECT

    std::unique_ptr<DiffView> m_view;

    DiffCanvas *canvas() const { return m_view->findChild<DiffCanvas *>(); }
    QAction *action(const QString &text) const
    {
        for (QAction *action : m_view->findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        qFatal("there is no action %s", qPrintable(text));
    }
    void trigger(const QString &text) const { action(text)->trigger(); }

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<DiffView>();
        m_view->resize(700, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        canvas()->setFocus();
    }
    void cleanup() { m_view.reset(); }

    void whiteSpaceIsIgnoredWhenAskedTo()
    {
        m_view->compare("a = 1\nb\n"_ba, "a  =  1 \r\nc\n"_ba, u"r1"_s, u"r2"_s);
        QCOMPARE(canvas()->diffLayout().changes.size(), 1);
        QCOMPARE(canvas()->diffLayout().left.first().kind, DiffRow::Kind::Removed);
        QSignalSpy changed(m_view.get(), &DiffView::optionsChanged);
        trigger(u"Ignore White Space"_s);
        QCOMPARE(canvas()->diffLayout().left.first().kind, DiffRow::Kind::Equal);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_view->options().whiteSpace, WhiteSpace::Ignore);
        trigger(u"Ignore White Space"_s);
        QCOMPARE(canvas()->diffLayout().left.first().kind, DiffRow::Kind::Removed);
    }

    void longLinesAreWrappedWhenAskedTo()
    {
        const QByteArray line(500, 'x');
        m_view->compare(line + "\na\n", line + "y\na\n", u"r1"_s, u"r2"_s);
        const int height = canvas()->geometryOfRows().height();
        QVERIFY(canvas()->horizontalScrollBar()->maximum() > 0);
        trigger(u"Wrap Long Lines"_s);
        QVERIFY(canvas()->geometryOfRows().height() > 5 * height);
        QCOMPARE(canvas()->horizontalScrollBar()->maximum(), 0);
        QImage image(canvas()->size(), QImage::Format_RGB32);
        canvas()->render(&image);
    }

    void theTextIsMadeLargerAndSmaller()
    {
        m_view->compare(numberedLines(100, "1"_ba), numberedLines(100, "2"_ba), u"r1"_s, u"r2"_s);
        const double usual = canvas()->fontSize();
        const int height = canvas()->geometryOfRows().height();
        QTest::keyClick(canvas(), Qt::Key_Equal, Qt::ControlModifier);
        QCOMPARE(canvas()->fontSize(), usual + 1);
        QVERIFY(canvas()->geometryOfRows().height() > height);
        const QPointF place(50, 50);
        QWheelEvent down(place, canvas()->mapToGlobal(place), {}, {0, -240}, Qt::NoButton,
                         Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas()->viewport(), &down);
        QCOMPARE(canvas()->fontSize(), usual - 1);
        for (int i = 0; i < 100; ++i)
            trigger(u"Smaller Text"_s);
        QVERIFY(canvas()->fontSize() >= 6);
        trigger(u"Usual Text Size"_s);
        QCOMPARE(canvas()->fontSize(), usual);
    }

    void optionsAreTakenOver()
    {
        m_view->compare(numberedLines(100, "1"_ba), numberedLines(100, "2"_ba), u"r1"_s, u"r2"_s);
        QSignalSpy changed(m_view.get(), &DiffView::optionsChanged);
        const DiffOptions options{DiffMode::Inline, WhiteSpace::Ignore, true, 17};
        m_view->setOptions(options);
        QCOMPARE(m_view->options(), options);
        QVERIFY(canvas()->diffLayout().isInline);
        QCOMPARE(canvas()->fontSize(), 17);
        QCOMPARE(changed.size(), 0); // that was not the user
        trigger(u"Inline"_s);
        QCOMPARE(changed.first().first().value<DiffOptions>().mode, DiffMode::SideBySide);
    }

    void aPatchIsCopied()
    {
        m_view->setPath(u"conf/a.ini"_s);
        m_view->compare("a=1\n"_ba, "a=2\n"_ba, u"r1"_s, u"r2"_s);
        trigger(u"Copy as Patch"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"--- a/conf/a.ini\n+++ b/conf/a.ini\n@@ -1 +1 @@\n-a=1\n+a=2\n"_s);
        m_view->compare("a=1\n"_ba, "a=1\n"_ba, u"r1"_s, u"r2"_s);
        QVERIFY(m_view->patch().isEmpty());
    }

    void oneChangeIsPutBack()
    {
        const QByteArray newer = numberedLines(100, "2"_ba);
        m_view->compare(numberedLines(100, "1"_ba), newer, u"r1"_s, u"r2"_s);
        QSignalSpy asked(m_view.get(), &DiffView::putBackAsked);
        QVERIFY(canvas()->arrow(0).isEmpty());
        QTest::keyClick(canvas(), Qt::Key_F7, Qt::AltModifier);
        QCOMPARE(asked.size(), 0); // not offered

        m_view->setPutBackOffered(true);
        QTest::mouseClick(canvas()->viewport(), Qt::LeftButton, {}, canvas()->arrow(0).center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toByteArray(), newer);
        QCOMPARE(asked[0][1].toByteArray(), QByteArray(newer).replace("key0 = 2", "key0 = 1"));
        QTest::keyClick(canvas(), Qt::Key_F7);
        QTest::keyClick(canvas(), Qt::Key_F7, Qt::AltModifier);
        QCOMPARE(asked[1][1].toByteArray(), QByteArray(newer).replace("key20 = 2", "key20 = 1"));
    }

    void coveredTextsAreNeitherCopiedNorPutBack()
    {
        m_view->compare("a=1\n"_ba, "a=2\n"_ba, u"r1"_s, u"r2"_s);
        QAction *copy = action(u"Copy as Patch"_s);
        QAction *putBack = action(u"Put This Change Back"_s);
        QVERIFY(!putBack->isVisible());
        m_view->setPutBackOffered(true);
        QVERIFY(putBack->isVisible() && putBack->isEnabled());

        m_view->setCovered(true);
        for (const QAction *offer : {copy, putBack}) {
            QVERIFY(!offer->isEnabled());
            QVERIFY2(offer->toolTip().contains(u"Show the secrets first"_s), qPrintable(offer->toolTip()));
        }
        QVERIFY(canvas()->arrow(0).isEmpty());
        QSignalSpy asked(m_view.get(), &DiffView::putBackAsked);
        QTest::keyClick(canvas(), Qt::Key_F7, Qt::AltModifier);
        QCOMPARE(asked.size(), 0);

        m_view->setCovered(false);
        QVERIFY(copy->isEnabled() && putBack->isEnabled());
        QVERIFY(!copy->toolTip().contains(u"secrets"_s));
    }

    void onlyWhatIsOfferedHasAButton()
    {
        const auto buttons = m_view->findChildren<QToolButton *>();
        const auto found = std::find_if(buttons.begin(), buttons.end(), [this](const QToolButton *button) {
            return button->defaultAction() == action(u"Put This Change Back"_s);
        });
        QVERIFY(found != buttons.end());
        QVERIFY(!(*found)->isVisible());
        m_view->setPutBackOffered(true);
        QVERIFY((*found)->isVisible());
    }

    void removedAndAddedLinesArePutBack()
    {
        m_view->setPutBackOffered(true);
        QSignalSpy asked(m_view.get(), &DiffView::putBackAsked);
        m_view->compare("a\ngone\nb\nc\n"_ba, "a\nb\nnew\nc\n"_ba, u"r1"_s, u"r2"_s);
        QTest::keyClick(canvas(), Qt::Key_F7, Qt::AltModifier);
        QCOMPARE(asked[0][1].toByteArray(), "a\ngone\nb\nnew\nc\n"_ba);
        QTest::keyClick(canvas(), Qt::Key_F7);
        QTest::keyClick(canvas(), Qt::Key_F7, Qt::AltModifier);
        QCOMPARE(asked[1][1].toByteArray(), "a\nb\nc\n"_ba);
    }

    void aClickOnTheOverviewGoesThere()
    {
        m_view->compare(numberedLines(1'000, "1"_ba), numberedLines(1'000, "2"_ba), u"r1"_s, u"r2"_s);
        auto *overview = m_view->findChild<DiffOverview *>();
        QTest::mouseClick(overview, Qt::LeftButton, {}, {5, overview->height() - 2});
        QCOMPARE(canvas()->verticalScrollBar()->value(), canvas()->verticalScrollBar()->maximum());
        QTest::mouseClick(overview, Qt::LeftButton, {}, {5, 1});
        QCOMPARE(canvas()->verticalScrollBar()->value(), 0);
        QImage image(overview->size(), QImage::Format_RGB32);
        overview->render(&image);
        QVERIFY(image.pixelColor(4, 1) != image.pixelColor(1, overview->height() / 40));
    }
};

QTEST_MAIN(TestDiffView)
#include "tst_diffview.moc"
