#include "changes/reloadcomparison.h"

#include "changes/diffview.h"
#include "changes/reloadtext.h"
#include "thread/whenfinished.h"

#include <retune/text/lineindex.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QVBoxLayout>

namespace retune {

namespace {

/// In so many nodes of both sides secrets are looked for in the thread of the window.
constexpr int fewNodes = 1'000;

int nodesOf(const SettingsFilePtr &file)
{
    return file && !file->document.isNull() ? file->document.nodeCount() : 0;
}

} // namespace

ReloadComparison::ReloadComparison(QWidget *parent)
    : QWidget(parent)
    , m_showSecrets(new QCheckBox(tr("Show secrets in the comparison")))
    , m_diff(new DiffView)
{
    m_showSecrets->setObjectName(QStringLiteral("showSecrets"));
    m_showSecrets->hide();
    auto *secrets = new QHBoxLayout;
    secrets->setContentsMargins(8, 2, 8, 0);
    secrets->addWidget(m_showSecrets);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(secrets);
    layout->addWidget(m_diff, 1);
    setFocusProxy(m_diff);
    connect(m_showSecrets, &QCheckBox::toggled, this, &ReloadComparison::compareAgain);
    connect(m_diff, &DiffView::putBackAsked, this, &ReloadComparison::putBackAsked);
}

void ReloadComparison::setPath(const QString &path)
{
    if (std::exchange(m_path, path) != path)
        clear(); // what is shown is not to be taken for the other file's until that is there
    m_diff->setPath(path);
    coverSecrets();
}

void ReloadComparison::coverSecrets()
{
    m_showSecrets->setChecked(false);
}

void ReloadComparison::setPutBackOffered(bool isOffered)
{
    m_isPutBackOffered = isOffered;
    m_diff->setPutBackOffered(isOffered);
}

void ReloadComparison::compare(const FileReload &reload, const QString &beforeTitle,
                               const QString &afterTitle)
{
    m_reload = reload;
    m_beforeTitle = beforeTitle;
    m_afterTitle = afterTitle;
    compareAgain();
}

void ReloadComparison::compareAgain()
{
    const int search = ++m_searches;
    if (!m_reload.after)
        return;
    if (nodesOf(m_reload.before) + nodesOf(m_reload.after) <= fewNodes)
        return showTexts(m_reload, maskedTexts(m_reload));
    whenFinished(QtConcurrent::run(&maskedTexts, m_reload), this,
                 [this, search, reload = m_reload](const ReloadTexts &masked) {
                     if (search == m_searches)
                         showTexts(reload, masked);
                 });
}

void ReloadComparison::showTexts(const FileReload &reload, const ReloadTexts &masked)
{
    const bool isMasked = masked.hasSecrets && !m_showSecrets->isChecked();
    const ReloadTexts texts = isMasked ? masked : plainTexts(reload);
    m_showSecrets->setVisible(masked.hasSecrets);
    m_diff->setCovered(isMasked);
    m_diff->compare(texts.before, texts.after, m_beforeTitle, m_afterTitle);
}

void ReloadComparison::goToKey(const KeyPath &key)
{
    const auto lineIn = [&key](const SettingsFilePtr &file) {
        const Node node = file && !file->document.isNull() ? file->document.find(key) : Node();
        if (!node)
            return -1;
        const ByteRange range = node.keyRange().isEmpty() ? node.range() : node.keyRange();
        return positionAt(file->document.bytes(), range.begin).line - 1;
    };
    m_diff->goToLine(lineIn(m_reload.before), lineIn(m_reload.after));
}

void ReloadComparison::clear()
{
    ++m_searches;
    m_reload = {};
    m_showSecrets->hide();
    m_diff->setCovered(false);
    m_diff->clear();
}

} // namespace retune
