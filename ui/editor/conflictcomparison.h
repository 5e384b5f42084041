#pragma once

#include <retune/store/reload.h>

#include <QtCore/QFutureWatcher>
#include <QtWidgets/QWidget>

namespace retune {

class Buffer;
class ReloadComparison;
struct Conflict;

/// The text on disk and the one with unsaved edits, in the place of the text.
class ConflictComparison : public QWidget
{
    Q_OBJECT

public:
    explicit ConflictComparison(QWidget *parent = nullptr);

    /// Compares what the disk holds with the buffer's text, in another thread. Secrets are covered unless the same file is
    /// compared in sight, uncovered.
    void compare(const Conflict &conflict, const Buffer &buffer);

Q_SIGNALS:
    /// The user goes back to the text.
    void closed();

private:
    void addFoot();

    ReloadComparison *m_texts;
    QString m_path;
    QString m_diskTitle;
    QFutureWatcher<FileReload> m_elsewhere;
};

} // namespace retune
