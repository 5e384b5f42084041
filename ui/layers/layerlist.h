#pragma once

#include <QtWidgets/QListWidget>

namespace retune {

/// The files of a set of layers in their order, numbered from 1, the weakest. They are put into another order with the mouse or with
/// Alt and the arrow keys, and removed with Delete.
class LayerList : public QListWidget
{
    Q_OBJECT

public:
    /// `existing` are the files that the folder has; others are said to be missing.
    LayerList(const QStringList &existing, QWidget *parent);

    void setFiles(const QStringList &files);
    QStringList files() const;
    /// Adds a file as the strongest; one that is there already is only chosen.
    void addFile(const QString &file);
    bool canMove(int step) const;
    /// Lets the current file change places with the next one in this direction.
    void moveCurrent(int step);
    void removeCurrent();

Q_SIGNALS:
    /// The files or their order, or which one is the current one.
    void changed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void number();

    const QStringList m_existing;
};

} // namespace retune
