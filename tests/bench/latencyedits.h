#pragma once

#include "childprocess.h"
#include "timing.h"

#include <QtCore/QString>

#include <atomic>
#include <memory>
#include <vector>

namespace retune {

enum class Saving : quint8 { InPlace, Rename };

/// A file that the other process edits, in a folder of its own.
struct EditedFile
{
    QString folder;
    Saving saving = Saving::InPlace;
    bool isJson = false; ///< instead of TOML

    QString name() const { return isJson ? QStringLiteral("setting.json") : QStringLiteral("setting.toml"); }
    QString path() const { return folder + u'/' + name(); }
    QByteArray text(int number) const;
};

/// When each edit is to be made: the files take turns, so that a slower moment of the machine slows all of them.
struct EditPlan
{
    std::vector<EditedFile> files;
    int edits = 0;                   ///< of each file
    std::chrono::milliseconds gap{}; ///< between two edits of one file

    /// `edit` counts from 1; 0 is what the files hold at first. From the start of the plan.
    std::chrono::nanoseconds timeOf(int edit, std::size_t file) const;
    std::chrono::nanoseconds end() const { return timeOf(edits + 1, 0); }
};

/// The edits made by another process, and when. Make it before this process has threads.
class Editing
{
public:
    explicit Editing(const EditPlan &plan);

    /// Begins with the plan at `start`.
    void begin(Monotonic::time_point start);
    /// Waits for its end; whether every edit was made.
    bool wait();
    /// Just before the call that completed the edit: `close` or `rename`.
    Monotonic::time_point completed(int edit, std::size_t file);

private:
    bool work();
    void save(int edit, std::size_t file);
    std::size_t placeOf(int edit, std::size_t file) const;

    const EditPlan m_plan;
    Shared<Monotonic::time_point> m_start;
    Shared<Monotonic::time_point> m_completed;
    Gate m_gate;
    ChildProcess m_process; // last: it uses the others
};

} // namespace retune
