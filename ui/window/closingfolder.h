#pragma once

#include <retune/text/problem.h>

#include <QtCore/QObject>

#include <memory>

namespace retune {

class DraftKeeper;
class Store;
class Workspace;

/// A folder that is no longer shown. It lives on until its saves under way have ended, then it takes itself apart, one text after the
/// other; nobody waits for that, nor for the store, which may be reading a large folder.
class ClosingFolder : public QObject
{
    Q_OBJECT

public:
    ClosingFolder(std::unique_ptr<Store> store, std::unique_ptr<Workspace> workspace,
                  std::unique_ptr<DraftKeeper> drafts, QObject *parent);
    /// Waits for the saves: nothing may outlive the program.
    ~ClosingFolder() override;

Q_SIGNALS:
    /// A save that was under way failed; the edits are kept as a draft. `problem.file` is relative to the folder.
    void saveFailed(const QString &folder, const retune::Problem &problem);

private:
    void endWhenSaved();
    void end();
    void closeNext();
    void leave();

    std::unique_ptr<Store> m_store;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<DraftKeeper> m_drafts;
};

} // namespace retune
