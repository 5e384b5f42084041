#pragma once

#include <QtCore/QObject>
#include <QtCore/QPoint>
#include <QtCore/QStringList>

#include <functional>
#include <memory>

class QMimeData;
class QMouseEvent;

namespace retune {

class SettingsModel;
class SettingsView;

/// Lets the files of the tree be dragged out of the window, into a file manager, an editor or a terminal: as files, and as their
/// paths where only text is taken. Nothing is moved.
class FileDrag : public QObject
{
    Q_OBJECT

public:
    /// The place on disk of a file of the folder.
    using Locate = std::function<QString(const QString &path)>;

    /// Watches the mouse of `view`, which owns the new object.
    FileDrag(SettingsView *view, SettingsModel *model, Locate locate);

    /// The files of the selected rows that are files; that of the current row where it is not among them. In the order of the tree.
    QStringList files() const;
    /// What a drag of `files` gives to those it is dropped on.
    std::unique_ptr<QMimeData> mimeData(const QStringList &files) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    void drag();

    SettingsView *m_view;
    SettingsModel *m_model;
    Locate m_locate;
    QPoint m_pressed;
    bool m_isPressed = false; ///< on a file
};

} // namespace retune
