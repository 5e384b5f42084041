#include "changes/reloadcomparison.h"

#include "changes/diffview.h"
#include "changes/reloadtext.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QVBoxLayout>

namespace retune {

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
    if (!m_reload.after)
        return;
    const ReloadTexts masked = maskedTexts(m_reload);
    const bool isMasked = masked.hasSecrets && !m_showSecrets->isChecked();
    const ReloadTexts texts = isMasked ? masked : plainTexts(m_reload);
    m_showSecrets->setVisible(masked.hasSecrets);
    m_diff->setCovered(isMasked);
    m_diff->compare(texts.before, texts.after, m_beforeTitle, m_afterTitle);
}

void ReloadComparison::clear()
{
    m_reload = {};
    m_showSecrets->hide();
    m_diff->setCovered(false);
    m_diff->clear();
}

} // namespace retune
