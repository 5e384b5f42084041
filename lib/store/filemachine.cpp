#include <retune/store/filemachine.h>

#include <algorithm>

namespace retune {

namespace {

using Time = FileState::Time;

constexpr Time never = Time::max();

/// The wait after so many looks in a row that found nothing good: 2, 4, 8 … 64 ms.
Timing::Duration retryDelay(int tries, const Timing &timing)
{
    constexpr int enough = 20;
    return std::min(timing.retryFirst * (1 << std::min(tries, enough)), timing.retryLast);
}

FileStep settled(FileState state, bool isYoung, FileAction action, Time now, const Timing &timing)
{
    state.tries = 0;
    state.heldSince = never;
    state.reported = false;
    state.failing = false;
    state.due = isYoung ? now + timing.young : never;
    return {state, action};
}

/// Content that lost keys stays hidden until it has stayed the same for a while: a half-written file looks alike.
FileStep lossFound(FileState state, const Look &look, Time now, const Timing &timing)
{
    // A file that was left alone for long, such as one that was there before the store, need not prove itself.
    const bool isOld = now - state.quietSince >= timing.failureQuiet;
    if (state.heldSince == never)
        state.heldSince = isOld ? state.quietSince : now;
    else if (!look.sameAsBefore)
        state.heldSince = now;
    if (now - state.heldSince >= timing.lossHold)
        return settled(state, look.isYoung, FileAction::Publish, now, timing);
    state.tries = 0;
    state.due = state.heldSince + timing.lossHold;
    return {state, FileAction::None};
}

/// Content that is not good, or no content: it may be on its way, so it becomes a problem only after some quiet.
FileStep failureFound(FileState state, const Look &look, Timing::Duration quiet, Time now,
                      const Timing &timing)
{
    state.heldSince = never;
    const bool isKnown = state.reported && look.sameAsBefore && !state.failing;
    const bool isQuiet = now - state.quietSince >= quiet;
    if (!isKnown && !isQuiet) {
        const auto delay = retryDelay(state.tries++, timing);
        state.failing = true;
        state.due = std::min(now + delay, state.quietSince + quiet);
        return {state, FileAction::None};
    }
    state.tries = 0;
    state.failing = false;
    state.reported = true;
    state.due = look.isYoung ? now + timing.young : never;
    return {state, isKnown ? FileAction::None : FileAction::Report};
}

} // namespace

FileStep hinted(FileState state, Hint hint, Time now, const Timing &timing)
{
    state.quietSince = now;
    state.tries = 0;
    if (hint == Hint::Finished) {
        state.due = now;
        state.probeFirst = false;
        state.onlyModified = false;
        return {state, FileAction::None};
    }
    if (state.due <= now)
        return {state, FileAction::None}; // a finished write is about to be read already
    const bool isIdle = state.due == never;
    const Time due = now + (hint == Hint::Touched ? timing.touched : timing.modified);
    state.onlyModified = hint == Hint::Modified && (isIdle || state.onlyModified);
    state.probeFirst = true;
    state.due = std::min(state.due, due);
    return {state, FileAction::None};
}

FileStep asked(FileState state, Time now, const Timing &)
{
    if (state.due <= now)
        return {state, FileAction::None};
    if (state.due == never)
        state.quietSince = now;
    state.probeFirst = true;
    state.onlyModified = false;
    state.due = now;
    return {state, FileAction::None};
}

FileStep woken(FileState state, Time now, const Timing &)
{
    if (state.due > now)
        return {state, FileAction::None};
    state.due = never;
    return {state, state.probeFirst ? FileAction::Probe : FileAction::Look};
}

FileStep probed(FileState state, WriterPresence presence, Time now, const Timing &timing)
{
    const bool waits =
        presence == WriterPresence::Writing || (presence == WriterPresence::Unknown && state.onlyModified);
    const bool isQuiet = now - state.quietSince >= timing.modifiedLimit;
    if (waits && !isQuiet) {
        state.due = std::min(now + timing.modified, state.quietSince + timing.modifiedLimit);
        return {state, FileAction::None};
    }
    state.probeFirst = false;
    state.onlyModified = false;
    return {state, FileAction::Look};
}

FileStep looked(FileState state, const Look &look, Time now, const Timing &timing)
{
    state.probeFirst = false;
    switch (look.found) {
    case Found::InForce:
        return settled(state, look.isYoung, state.reported ? FileAction::Clear : FileAction::None, now,
                       timing);
    case Found::Good:
        return settled(state, look.isYoung, FileAction::Publish, now, timing);
    case Found::Loss:
        return lossFound(state, look, now, timing);
    case Found::Bad:
        return failureFound(state, look, timing.failureQuiet, now, timing);
    case Found::Gone:
        return failureFound(state, look, timing.missingGrace, now, timing);
    case Found::Busy:
        break;
    }
    state.due = now + retryDelay(state.tries++, timing);
    return {state, FileAction::None};
}

} // namespace retune
