#include "style/theme.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPushButton>

using namespace retune;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonsOfDialogsHaveWordsAlone()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            const QDialogButtonBox box(QDialogButtonBox::Close | QDialogButtonBox::Yes);
            for (const QAbstractButton *button : box.buttons())
                QVERIFY2(button->icon().isNull(), qPrintable(button->text()));
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
