#pragma once

#include <chrono>
#include <optional>

namespace retune {

struct LiveTiming
{
    /// Quiet for so long ends an edit that is typed.
    std::chrono::milliseconds typingPause{300};
    /// From the beginning of one save of a file to that of the next: 60 a second at most.
    std::chrono::microseconds saveInterval{16'667};
};

/// Says when one file is saved while its edits are applied live. No clock inside: each call is told the time, and times
/// never run backwards. However many edits come, what is saved is what the file holds at the moment that `due` names, so the
/// latest value wins.
class LivePace
{
public:
    using Time = std::chrono::steady_clock::time_point;

    enum class Edit {
        Finished, ///< a whole step: it can be saved at once
        Typing    ///< goes on until there is quiet, or `finishTyping`
    };

    explicit LivePace(const LiveTiming &timing = {})
        : m_timing(timing)
    {}

    void noteEdit(Edit edit, Time now);
    /// The user has left the text that he typed in.
    void finishTyping(Time now);
    /// What waits is not to be saved, for a reason that outlasts it.
    void drop() { m_wanted.reset(); }
    /// A save of all that there is now has begun, whoever asked for it.
    void noteSaveBegan(Time now);
    void noteSaveEnded() { m_isSaving = false; }

    bool isWaiting() const { return m_wanted.has_value(); }
    /// When to save. Nothing while nothing waits, and while a save is under way: its end is waited for.
    std::optional<Time> due() const;

private:
    LiveTiming m_timing;
    std::optional<Time> m_wanted;
    std::optional<Time> m_lastBegan;
    bool m_isSaving = false;
};

} // namespace retune
