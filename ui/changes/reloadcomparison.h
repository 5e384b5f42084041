#pragma once

#include <retune/store/reload.h>

#include <QtWidgets/QWidget>

class QAction;
class QCheckBox;

namespace retune {

class DiffView;
struct ReloadTexts;

/// A comparison of the texts before and after a reload, with secret values covered until the user asks to see them.
class ReloadComparison : public QWidget
{
    Q_OBJECT

public:
    explicit ReloadComparison(QWidget *parent = nullptr);

    /// What a patch calls the file. Secrets are covered again.
    void setPath(const QString &path);
    void coverSecrets();
    void compare(const FileReload &reload, const QString &beforeTitle, const QString &afterTitle);
    void clear();
    /// Whether single changes can be put back, which `putBackAsked` asks for; never those of covered texts.
    void setPutBackOffered(bool isOffered);

    /// Brings the lines of a key into view: those after the reload, or those before it where it is gone.
    void goToKey(const KeyPath &key);

Q_SIGNALS:
    /// The newer text as it would be with one change taken back.
    void putBackAsked(const QByteArray &newer, const QByteArray &wanted);

private:
    void compareAgain();
    void showTexts(const FileReload &reload, const ReloadTexts &masked);

    FileReload m_reload; ///< without a file where nothing is compared
    int m_searches = 0;  ///< for secrets; only the last one counts
    QString m_path;
    QString m_beforeTitle;
    QString m_afterTitle;
    bool m_isPutBackOffered = false;
    QCheckBox *m_showSecrets;
    DiffView *m_diff;
};

} // namespace retune
