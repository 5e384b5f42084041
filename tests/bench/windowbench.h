#pragma once

#include "heartbeat.h"
#include "table.h"

#include "window/mainwindow.h"

#include <QtCore/QTemporaryDir>

#include <functional>

class QLineEdit;

namespace retune {

class EditorPane;
class SettingsModel;
class SettingsView;
class TextView;

/// A window as its user sees it, without a display, and what it is measured with.
class WindowBench
{
public:
    WindowBench();

    MainWindow &window() { return m_window; }
    SettingsModel &model() const { return *m_model; }
    SettingsView &tree() const { return *m_tree; }
    QLineEdit &filter() const { return *m_filter; }
    TextView &text() const { return *m_text; }

    /// Begins something in the event loop and handles events until `isDone`, and then as long as the window has something left to
    /// do at once. Adds a row to the report.
    void measure(const QString &what, const std::function<void()> &begin,
                 const std::function<bool()> &isDone);
    /// Does the steps one after another, with a little time between them, and goes on until `isDone`.
    void measureSteps(const QString &what, int count, const std::function<void(int step)> &step,
                      const std::function<bool()> &isDone);
    /// Types this often into the middle of the file that is shown, as a person does that types fast, and measures how
    /// long it takes from each key until the tree shows it.
    void measureTyping(const QString &what, const QString &path, int keys, double target);

    /// Whether everything that was waited for came.
    bool isComplete() const { return m_isComplete; }
    /// Takes note of something that has to be so.
    void expect(bool isSo) { m_isComplete = m_isComplete && isSo; }
    const QList<Row> &rows() const { return m_rows; }
    /// The longest pause that was measured, and at what.
    QString worstOfAll() const;
    void add(const QString &what, const QList<Comparison> &comparisons, const QString &remark);

private:
    Pause pause(const std::function<bool()> &isDone);
    QString worst(const Pause &pause) const;
    void note(const QString &what, const Pause &longest);
    bool showsText(const QString &path) const;

    QTemporaryDir m_home; ///< first: it is where the window keeps what it remembers
    MainWindow m_window;
    Heartbeat m_heartbeat;
    SettingsModel *m_model;
    SettingsView *m_tree;
    QLineEdit *m_filter;
    TextView *m_text;
    QList<Row> m_rows{
        {QStringLiteral("what"), QStringLiteral("longest pause"), QString(), QStringLiteral("met")}};
    bool m_isComplete = true;
    Milliseconds m_worst{};
    QString m_worstOf;
};

} // namespace retune
