#include "style/iconlabel.h"
#include "style/icons.h"
#include "style/theme.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

class TestIconLabel : public QObject
{
    Q_OBJECT

    static QImage painted(IconLabel &label)
    {
        QImage image(label.size(), QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        label.render(&image, {}, {}, QWidget::RenderFlags());
        return image;
    }

private Q_SLOTS:
    void followsTheTheme()
    {
        IconLabel label;
        label.setIcon(icon(u"code"_s));
        applyTheme(Theme::Light);
        const QImage light = painted(label);
        applyTheme(Theme::Dark);
        const QImage dark = painted(label);
        QVERIFY(light != dark);
        applyTheme(Theme::Light);
        QCOMPARE(painted(label), light);
    }
};

QTEST_MAIN(TestIconLabel)
#include "tst_iconlabel.moc"
