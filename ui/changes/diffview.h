#pragma once

#include "changes/diffoptions.h"

#include <QtCore/QFutureWatcher>
#include <QtWidgets/QWidget>

#include <functional>

class QAction;
class QLabel;
class QMenu;

namespace retune {

/// A comparison of two texts, side by side or in one column, with keys that go from change to change (F7, Shift+F7), from anywhere in
/// the window.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    /// Compares the texts and shows what differs; long ones are compared in another thread, and what was shown before stays until
    /// that has ended. The titles name the two sides.
    void compare(const QByteArray &before, const QByteArray &after, const QString &beforeTitle,
                 const QString &afterTitle);
    void clear();
    const LineDiff &diff() const;

    /// What a patch calls the file; `settings` where it is empty.
    void setPath(const QString &path) { m_path = path; }
    /// Whether single changes can be put back, which `putBackAsked` asks for.
    void setPutBackOffered(bool isOffered);
    /// Whether secrets are covered in the texts that are compared from now on, so that neither a patch nor a change of them can be
    /// had; texts that are shown covered stay so until others are shown.
    void setCovered(bool isCovered);

    DiffOptions options() const { return m_options; }
    void setOptions(const DiffOptions &options);

    /// Brings a line into view; see `DiffCanvas::goToLine`.
    void goToLine(int before, int after);
    void goToNextChange();
    void goToPreviousChange();
    /// What `git apply` and `patch` take; empty where the texts are equal.
    QByteArray patch() const;

Q_SIGNALS:
    /// By the user.
    void optionsChanged(const retune::DiffOptions &options);
    /// The newer text as it would be with one change taken back.
    void putBackAsked(const QByteArray &newer, const QByteArray &wanted);

private:
    void makeActions();
    QAction *make(const char *iconName, const QString &text, const QKeySequence &shortcut, const QString &tip,
                  const std::function<void()> &run);
    QAction *makeToggle(const QString &text, const QString &tip, const std::function<void(bool)> &run);
    QWidget *makeBar();
    void change(const std::function<void(DiffOptions &)> &how);
    void zoom(int steps);
    void compareAgain();
    void showDiff(const PreparedDiff &prepared);
    bool isCovered() const { return m_isCovered || m_isShownCovered; }
    void showCount();
    QString changeInWords(int change) const;
    void updateOffers();
    void copyPatch() const;
    void putBack(int change);

    QByteArray m_before; ///< what is to be compared; what is shown may be older
    QByteArray m_after;
    QString m_wantedTitles;
    QString m_path;
    QString m_shown; ///< the titles of what is shown
    DiffOptions m_options;
    QString m_putBackTip;
    QString m_copyPatchTip;
    bool m_isPutBackOffered = false;
    bool m_isCovered = false;
    bool m_isShownCovered = false;
    DiffCanvas *m_canvas;
    QLabel *m_titles;
    QLabel *m_count;
    QAction *m_next = nullptr;
    QAction *m_previous = nullptr;
    QAction *m_inline = nullptr;
    QAction *m_wrap = nullptr;
    QAction *m_ignoreWhiteSpace = nullptr;
    QAction *m_copyPatch = nullptr;
    QAction *m_putBack = nullptr;
    QAction *m_larger = nullptr;
    QAction *m_smaller = nullptr;
    QAction *m_usualSize = nullptr;
    QFutureWatcher<PreparedDiff> m_elsewhere; ///< of a comparison in another thread
};

} // namespace retune

Q_DECLARE_METATYPE(retune::DiffOptions)
