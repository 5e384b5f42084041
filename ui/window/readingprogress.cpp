#include "window/readingprogress.h"

#include "style/elidedlabel.h"

#include <retune/store/store.h>

#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

namespace retune {

namespace {

constexpr std::chrono::milliseconds step{50};
constexpr int barWidth = 160;
constexpr int leastBarWidth = 40;
constexpr int barHeight = 14;

} // namespace

QString progressText(const LoadProgress &progress)
{
    const QLocale locale;
    if (!progress.isListed && progress.found == 0)
        return progress.folders == 1
                   ? ReadingProgress::tr("1 folder looked through")
                   : ReadingProgress::tr("%1 folders looked through", nullptr, progress.folders)
                         .arg(locale.toString(progress.folders));
    return ReadingProgress::tr("%1 of %2 files", nullptr, progress.found)
        .arg(locale.toString(progress.read), locale.toString(progress.found));
}

ReadingProgress::ReadingProgress(QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_bar->setMinimumWidth(leastBarWidth);
    m_bar->setMaximumWidth(barWidth);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(barHeight);
    m_bar->setAccessibleName(tr("Reading of the folder"));
    m_cancel->setToolTip(tr("Do not read the rest of this folder, and go back to the one before"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &ReadingProgress::cancelled);
    connect(&m_timer, &QTimer::timeout, this, &ReadingProgress::showProgress);
    hide();
}

void ReadingProgress::begin(const Store &store)
{
    m_store = &store;
    m_timer.start(m_patience);
}

void ReadingProgress::end()
{
    m_store = nullptr;
    m_timer.stop();
    hide();
}

void ReadingProgress::showProgress()
{
    m_timer.setInterval(step);
    const LoadProgress progress = m_store->loadProgress();
    m_text->setText(progressText(progress));
    m_bar->setAccessibleDescription(m_text->text());
    m_bar->setRange(0, progress.isListed ? progress.found : 0); // to 0: busy, for an unknown time
    m_bar->setValue(progress.read);
    show();
}

} // namespace retune
