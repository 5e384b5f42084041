#include <retune/edit/livepace.h>

#include <algorithm>

namespace retune {

void LivePace::noteEdit(Edit edit, Time now)
{
    if (edit == Edit::Typing)
        m_wanted = now + m_timing.typingPause; // also for what waits: it would be saved with half a word
    else
        m_wanted = m_wanted ? std::min(*m_wanted, now) : now;
}

void LivePace::finishTyping(Time now)
{
    if (m_wanted)
        m_wanted = std::min(*m_wanted, now);
}

void LivePace::noteSaveBegan(Time now)
{
    m_wanted.reset();
    m_lastBegan = now;
    m_isSaving = true;
}

std::optional<LivePace::Time> LivePace::due() const
{
    if (!m_wanted || m_isSaving)
        return std::nullopt;
    return m_lastBegan ? std::max(*m_wanted, *m_lastBegan + m_timing.saveInterval) : m_wanted;
}

} // namespace retune
