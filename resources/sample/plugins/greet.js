// A task of the demo worker: code that is loaded again while the program runs, as settings are.
// Let it run (the bar above asks), change the text that run() returns, save: the next line is new.

// Called after each greeting of the worker. What it returns becomes a line of the log.
function run() {
    // What is kept here goes on when new code takes over: the count does not begin again.
    state.calls = (state.calls || 0) + 1;
    if (state.calls % 10 === 0)
        log("called", state.calls, "times");

    // The settings of this folder, always the newest. They can be read, not changed.
    const greeting = settings["setting.py"].redis;
    return `${greeting} from a script (call ${state.calls})`;
}

// Run once before this version takes over. If it throws, or run() does at its first calls,
// the version before goes on.
function selfTest() {
    if (!run().includes("call"))
        throw new Error("expected run() to count its calls");
}

// To be counted up when the state gets another shape: takeState(state, version), a function of
// yours, is then told which one it gets.
const stateVersion = 1;
