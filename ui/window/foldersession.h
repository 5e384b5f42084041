#pragma once

#include "editor/editorpane.h"

#include <retune/format/keypath.h>

#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <optional>

class QJsonObject;
class QTabWidget;

namespace retune {

class BottomPane;
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

    /// Where the user was when the folder was closed.
    struct Place
    {
        QString file; ///< empty where none was shown that is still there
        KeyPath key;
        EditorPane::Place text;
    };

    /// Brings back what was kept of the folder but for the place, which is given.
    Place begin(const QString &folder);
    /// Begins to write what is to be kept; to be called while the folder is still shown.
    void end();

Q_SIGNALS:
    void layoutChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QByteArray current() const;
    void keepSoon() { m_timer.start(); }
    void keep();
    void noteWritten(const QByteArray &written, bool hadNewLayers);
    void restoreLayers(const QJsonObject &state);

    Parts m_parts;
    QTimer m_timer;
    QString m_folder;  ///< empty where none is shown
    int m_opening = 0; ///< tells what is written since the folder was opened from what was before
    QByteArray m_kept;
    bool m_hasNewLayers = false; ///< declared here and not kept yet
    QThreadPool m_thread;        ///< writes one state after the other; the last ones before it goes
    QHash<QString, QFuture<std::optional<QByteArray>>> m_writings; ///< the last one of each folder
};

} // namespace retune
