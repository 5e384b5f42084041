#include "changes/diffcolors.h"
#include "editor/syntaxcolors.h"
#include "style/theme.h"

#include <QtGui/QScreen>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionButton>
#include <QtWidgets/QTabBar>

#include <cmath>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

/// By the Web Content Accessibility Guidelines.
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double lighter = std::max(luminance(one), luminance(other));
    const double darker = std::min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A second column would lie beyond the edge of a small screen.
    void aMenuThatIsHigherThanTheScreenScrolls()
    {
        applyTheme(Theme::Light);
        QMenu menu;
        for (int i = 0; i < 100; ++i)
            menu.addAction(u"Item %1"_s.arg(i));
        menu.popup({});
        QVERIFY(QTest::qWaitForWindowExposed(&menu));
        QVERIFY(menu.height() <= menu.screen()->geometry().height());
        QCOMPARE(menu.actionGeometry(menu.actions().last()).left(),
                 menu.actionGeometry(menu.actions().first()).left());
    }

    void buttonsOfDialogsHaveWordsAlone()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            const QDialogButtonBox box(QDialogButtonBox::Close | QDialogButtonBox::Yes);
            for (const QAbstractButton *button : box.buttons())
                QVERIFY2(button->icon().isNull(), qPrintable(button->text()));
        }
    }

    void everyTextIsReadableOnItsGround_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            const QByteArray theme = isDark(palette) ? "dark" : "light";
            const auto add = [&theme](const char *text, const QColor &color, const char *ground,
                                      const QColor &below) {
                QTest::addRow("%s: %s on %s", theme.constData(), text, ground) << color << below;
            };
            addTextsOfPanes(palette, add);
            addTextsOfFiles(palette, add);
        }
    }

    void everyTextIsReadableOnItsGround()
    {
        QFETCH(const QColor, text);
        QFETCH(const QColor, ground);
        QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
    }

    void theChosenTabStandsOut()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            QTabBar tabs;
            tabs.setDocumentMode(true);
            tabs.addTab(u"Log"_s);
            tabs.addTab(u"Problems"_s);
            tabs.show();
            const QImage picture = tabs.grab().toImage();
            const auto foot = [&](int tab) {
                const QRect place = tabs.tabRect(tab);
                return picture.pixelColor(place.center().x(), place.bottom() - 1);
            };
            QVERIFY(contrast(foot(0), foot(1)) >= 3);
        }
    }

    /// The circle of one that is not chosen, on the ground of a window or a card.
    void radioButtonsAreSeenInTheDark()
    {
        applyTheme(Theme::Dark);
        QRadioButton button;
        button.show();
        const QImage picture = button.grab().toImage();
        QStyleOptionButton option;
        option.initFrom(&button);
        const QRect circle =
            button.style()->subElementRect(QStyle::SE_RadioButtonIndicator, &option, &button);
        double best = 0;
        for (int x = circle.left(); x <= circle.center().x(); ++x) {
            const QColor pixel = picture.pixelColor(x, circle.center().y());
            best = std::max(best, contrast(pixel, option.palette.color(QPalette::Window)));
        }
        QVERIFY2(best >= 3, qPrintable(QString::number(best)));
    }

private:
    template<typename Add>
    static void addTextsOfPanes(const QPalette &palette, const Add &add)
    {
        const QList<std::pair<const char *, QColor>> grounds{
            {"a list", palette.color(QPalette::Base)},
            {"every other row", palette.color(QPalette::AlternateBase)},
            {"the window", palette.color(QPalette::Window)},
            {"a notice", noticeBackground(palette)},
            {"a warning", warningBackground(palette)},
            {"a fresh value", freshBackground(palette)}};
        for (const auto &[name, ground] : grounds) {
            add("text", palette.color(QPalette::Text), name, ground);
            add("quiet text", quietText(palette), name, ground);
            add("an error", errorText(palette), name, ground);
            add("a link", palette.color(QPalette::Link), name, ground);
        }
        for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
            add("chosen text", palette.color(group, QPalette::HighlightedText),
                group == QPalette::Active ? "its row" : "its row elsewhere",
                palette.color(group, QPalette::Highlight));
    }

    template<typename Add>
    static void addTextsOfFiles(const QPalette &palette, const Add &add)
    {
        const SyntaxColors syntax(palette);
        const QList<std::pair<const char *, QColor>> texts{
            {"a key", syntax.key},           {"a string", syntax.string},   {"a number", syntax.number},
            {"a constant", syntax.constant}, {"a keyword", syntax.keyword}, {"a comment", syntax.comment},
            {"opaque text", syntax.opaque}};
        for (const auto &[name, text] : texts) {
            add(name, text, "a text", palette.color(QPalette::Base));
            add(name, text, "the current line", syntax.currentLine);
        }
        add("a line's number", syntax.gutterText, "its margin", syntax.gutter);
        add("an error", syntax.error, "the line below", syntax.gutter);
        add("a warning", syntax.warning, "the line below", syntax.gutter);
        const DiffColors diff(palette);
        for (const QColor &ground : {diff.removed, diff.added, diff.numberGround})
            add("a line's number", diff.number, qPrintable(ground.name()), ground);
        for (const QColor &ground : {diff.removed, diff.removedWord, diff.added, diff.addedWord})
            add("text", palette.color(QPalette::Text), qPrintable(ground.name()), ground);
        add("a minus", diff.removedSign, "what is gone", diff.removed);
        add("a plus", diff.addedSign, "what is new", diff.added);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
