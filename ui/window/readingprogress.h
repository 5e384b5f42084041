#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <chrono>

class QProgressBar;
class QPushButton;

namespace retune {

class ElidedLabel;
struct LoadProgress;
class Store;

/// `4,321 of 10,000 files`, or how many folders have been looked through where it is not known yet how many files there are.
QString progressText(const LoadProgress &progress);

/// In the status bar while a folder is read that takes longer than a moment: how far that has come, and a button that gives
/// it up.
class ReadingProgress : public QWidget
{
    Q_OBJECT

public:
    explicit ReadingProgress(QWidget *parent = nullptr);

    /// Shows how `store` reads its folder, from the moment on that this takes long. It has to stay until `end`.
    void begin(const Store &store);
    void end();
    /// What is read in less time is read without a word.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

Q_SIGNALS:
    void cancelled();

private:
    void showProgress();

    const Store *m_store = nullptr;
    std::chrono::milliseconds m_patience{200};
    QTimer m_timer;
    ElidedLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace retune
