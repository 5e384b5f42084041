#pragma once

#include <retune/format/keypath.h>

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>

class QTabWidget;

namespace retune {

class BottomPane;
class EditorPane;
class FolderLayers;
class MainWindow;
class SettingsPane;

/// Where the user is in the open folder: the file and row that are chosen, the rows that are open, the tabs, and the cursor in the
/// text; and which files the user said are layers. It is written a moment after it changes, so that it comes back also after a crash, into a file of the user's data folder that
/// nobody else can read. Holds names of files and keys, no values. The sizes of the window and its panes are saved with it.
class FolderSession : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        MainWindow &window;
        SettingsPane &settings;
        QTabWidget &tabs;
        EditorPane &editor;
        BottomPane &bottom;
        FolderLayers &layers;
    };

    explicit FolderSession(const Parts &parts);

    /// Brings back what was kept of the folder, whose first file is shown already; the chosen file and row stay as they are where
    /// `isFileGiven`.
    void begin(const QString &folder, bool isFileGiven);
    /// Keeps what is to be kept now; to be called while the folder is still shown.
    void end();

Q_SIGNALS:
    void layoutChanged();
    /// This file was chosen.
    void fileRestored(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QByteArray current() const;
    void keepSoon() { m_timer.start(); }
    std::optional<QByteArray> toKeep();
    void keep();
    void keepNow();
    void finishWriting();
    void noteWritten(const QByteArray &state, bool isWritten);
    void restoreLayers(const QByteArray &kept);
    void restore(const QByteArray &kept, bool isFileGiven);

    Parts m_parts;
    QTimer m_timer;
    QString m_folder; ///< empty where none is shown
    QByteArray m_kept;
    bool m_hasNewLayers = false;   ///< declared here and not kept yet
    QFutureWatcher<bool> m_writer; ///< in another thread: it waits for the disk
    QByteArray m_next;             ///< what is being written
    bool m_isWriting = false;
    bool m_writesNewLayers = false;
};

} // namespace retune
