#include "windowbench.h"

#include "editor/textview.h"
#include "tree/settingsmodel.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"

#include <retune/edit/workspace.h>

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr double targetPause = 50; // milliseconds
/// How long something may take before it counts as never done.
constexpr std::chrono::seconds patience{120};
/// Between two steps of a person that is quick.
constexpr std::chrono::milliseconds stepInterval{60};
/// Ten keys a second.
constexpr std::chrono::milliseconds keyInterval{100};

/// Keeps what the window remembers away from the user's own.
QString preparedHome(const QTemporaryDir &home)
{
    for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
        qputenv(variable, home.filePath(QString::fromLatin1(variable)).toUtf8());
    return home.path();
}

/// The same bytes, without a look at them.
bool areShared(const QByteArray &left, const QByteArray &right)
{
    return left.constData() == right.constData() && left.size() == right.size();
}

} // namespace

WindowBench::WindowBench()
    : m_window((preparedHome(m_home), nullptr))
    , m_model(m_window.findChild<SettingsModel *>())
    , m_tree(m_window.findChild<SettingsView *>())
    , m_filter(m_window.findChild<SettingsPane *>()->findChild<QLineEdit *>())
    , m_text(m_window.findChild<TextView *>())
{
    m_window.resize(1180, 760);
    m_window.show();
    static_cast<void>(pause([] { return true; }));
}

Pause WindowBench::pause(const std::function<bool()> &isDone)
{
    const auto deadline = Monotonic::now() + patience;
    const Pause longest = m_heartbeat.longestPause([&] {
        const bool isLate = Monotonic::now() > deadline;
        m_isComplete = m_isComplete && !isLate;
        return isLate || isDone();
    });
    return longest;
}

void WindowBench::add(const QString &what, const QList<Comparison> &comparisons, const QString &remark)
{
    QStringList texts;
    bool isMet = true;
    for (const Comparison &comparison : comparisons) {
        texts += comparison.text;
        isMet = isMet && comparison.isMet;
    }
    m_rows += Row{what, texts.join(u", "_s), remark, isMet ? u"yes"_s : u"no"_s};
}

/// What is behind the worst case: how often, and how the machine disturbed.
QString WindowBench::worst(const Pause &pause) const
{
    const std::vector<Milliseconds> &all = m_heartbeat.pauses();
    const auto tooLong =
        std::count_if(all.begin(), all.end(), [](Milliseconds time) { return time.count() > targetPause; });
    return u"p99 %1 ms, %2 over, %3 ms with the wait for a processor"_s
        .arg(number(percentile(all, 0.99).count(), 1))
        .arg(tooLong)
        .arg(number(pause.whole.count(), 1));
}

void WindowBench::note(const QString &what, const Pause &longest)
{
    if (longest.own <= m_worst)
        return;
    m_worst = longest.own;
    m_worstOf = what;
}

QString WindowBench::worstOfAll() const
{
    return u"%1 ms (%2)"_s.arg(number(m_worst.count(), 1), m_worstOf);
}

void WindowBench::measure(const QString &what, const std::function<void()> &begin,
                          const std::function<bool()> &isDone)
{
    QTimer::singleShot(0, &m_window, begin);
    bool hasBegun = false;
    QTimer::singleShot(0, &m_window, [&] { hasBegun = true; });
    const auto start = Monotonic::now();
    std::optional<Monotonic::time_point> end;
    const Pause longest = pause([&] {
        if (!end && hasBegun && isDone())
            end = Monotonic::now();
        return end && Monotonic::now() - *end > std::chrono::milliseconds(500); // what comes behind it
    });
    const double time = Milliseconds(end.value_or(Monotonic::now()) - start).count();
    note(what, longest);
    add(what, {atMost(longest.own.count(), targetPause, u"ms"_s)},
        u"done after %1 ms; "_s.arg(number(time, 0)) + worst(longest));
}

void WindowBench::measureSteps(const QString &what, int count, const std::function<void(int)> &step,
                               const std::function<bool()> &isDone)
{
    int done = 0;
    QTimer clock;
    QObject::connect(&clock, &QTimer::timeout, &clock, [&] {
        if (done < count)
            step(done++);
    });
    clock.start(stepInterval);
    const auto begin = Monotonic::now();
    const Pause longest = pause([&] { return done == count && isDone(); });
    const double time = Milliseconds(Monotonic::now() - begin).count();
    note(what, longest);
    add(what, {atMost(longest.own.count(), targetPause, u"ms"_s)},
        u"done after %1 ms; "_s.arg(number(time, 0)) + worst(longest));
}

/// Whether the tree has read what the text shows.
bool WindowBench::showsText(const QString &path) const
{
    const Buffer *buffer = m_window.workspace()->openBuffer(path);
    const QModelIndex row = m_model->fileIndex(path);
    return buffer && areShared(m_model->document(row).bytes(), buffer->bytes());
}

void WindowBench::measureTyping(const QString &what, const QString &path, int keys, double target)
{
    static_cast<void>(pause([&] { return !m_text->isReadOnly(); })); // all of the text is there
    const qsizetype place =
        m_text->document()->toPlainText().indexOf(u"host-"_s, m_text->toPlainText().size() / 2);
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(int(place + 5));
    m_text->setTextCursor(cursor);
    m_tree->setExpanded(m_model->fileIndex(path), true);
    static_cast<void>(pause([&] { return showsText(path); }));

    std::vector<Milliseconds> times;
    std::vector<Milliseconds> handling;
    int typed = 0;
    std::optional<Monotonic::time_point> oldest; // of the keys that the tree does not show yet
    QTimer clock;
    QObject::connect(&clock, &QTimer::timeout, &clock, [&] {
        if (typed == keys)
            return;
        ++typed;
        const auto now = Monotonic::now();
        if (!oldest)
            oldest = now;
        QTest::keyClick(m_text, Qt::Key_X);
        handling.push_back(Monotonic::now() - now);
    });
    clock.start(keyInterval);
    const Pause longest = pause([&] {
        if (oldest && showsText(path)) {
            times.push_back(Monotonic::now() - *oldest);
            oldest.reset();
        }
        return typed == keys && !oldest;
    });
    note(what, longest);
    add(what,
        {atMost(longest.own.count(), targetPause, u"ms"_s), atMost(median(times).count(), target, u"ms"_s)},
        u"key to tree p99 %1 ms, key handled in %2 ms; "_s.arg(number(percentile(times, 0.99).count(), 1),
                                                               number(median(handling).count(), 1)) +
            worst(longest));
}

} // namespace retune
