#include <retune/plugin/scriptprelude.h>

namespace retune {

// clang-format off
const char scriptPrelude[] = R"js(
// Runs in a new engine before the script does. Gets the host's object, which the script never sees, and gives the host what
// it needs to call the script's functions.
(function (host, global) {
    "use strict";
    const { create, defineProperty, freeze, keys } = Object;
    const { apply } = Reflect;
    const { join, map } = Array.prototype;
    const { parse, stringify } = JSON;
    const state = {};

    function frozen(value) {
        if (typeof value === "object" && value !== null) {
            const names = keys(value);
            for (let i = 0; i < names.length; ++i) // not `of`: that is the script's to change
                frozen(value[names[i]]);
            freeze(value);
        }
        return value;
    }

    function text(value) {
        if (typeof value === "string")
            return value;
        try {
            return stringify(value) || String(value);
        } catch (error) {
            return "what cannot be told";
        }
    }

    function readOnly() {
        throw new TypeError("settings are read-only");
    }

    // Each looks at the current revision, so that a script may keep it. The host says which there are; the engine's proxies
    // cannot tell keys that the target does not have.
    const files = create(null);
    const settings = new Proxy(files, {
        set: readOnly,
        defineProperty: readOnly,
        deleteProperty: readOnly,
        setPrototypeOf: readOnly,
        preventExtensions: readOnly
    });

    function setFiles(paths) {
        const former = keys(files);
        for (let i = 0; i < former.length; ++i)
            delete files[former[i]];
        for (let i = 0; i < paths.length; ++i) {
            const path = paths[i];
            defineProperty(files, path, { get: () => host.setting(path), enumerable: true, configurable: true });
        }
    }

    const names = { settings: settings, state: state, log: (...values) => host.log(apply(join, apply(map, values, [text]), [" "])) };
    for (const name of keys(names)) // no script has run yet
        defineProperty(global, name, { value: names[name] });
    // Nobody would ever run what waits for a promise: there is no event loop.
    delete global.Promise;

    // What makes gigabytes in one step can neither be interrupted nor survived. `prepared` makes the arguments what the built-in
    // would make of them, so that they cannot change behind the check, and tells the length of what it will make.
    const most = 1 << 26;
    function bound(owner, name, prepared) {
        const original = owner[name];
        const { [name]: bounded } = {
            [name](...values) {
                if (this !== undefined && this !== null && prepared(this, values) > most)
                    throw new RangeError(name + " would make more than " + most + " characters or members");
                return apply(original, this, values);
            }
        };
        defineProperty(owner, name, { value: bounded });
    }

    function padded(value, values) {
        return values[0] = Number(values[0]);
    }

    bound(String.prototype, "padStart", padded);
    bound(String.prototype, "padEnd", padded);
    bound(String.prototype, "repeat", (value, values) => {
        values[0] = Number(values[0]);
        return values[0] > 1 ? String(value).length * values[0] : 0;
    });
    bound(Array.prototype, "fill", (value) => value.length);
    bound(Array.prototype, "join", (value, values) => {
        const separator = values[0] === undefined ? "," : String(values[0]);
        values[0] = separator;
        return value.length * separator.length;
    });

    function failure(error) {
        try {
            if (error instanceof Error)
                return { error: String(error), line: error.lineNumber, stack: error.stack };
        } catch (another) {
            return { error: "threw an Error that cannot be told" };
        }
        return { error: "threw " + text(error) + ", which is no Error and tells no line" };
    }

    function call(f, ...values) {
        try {
            const value = apply(f, undefined, values);
            if (typeof value !== "object" || value === null)
                return { value: value };
            const json = stringify(value);
            // Objects may be a text or number for JSON, as dates are.
            return json && (json[0] === "{" || json[0] === "[") ? { json: json } : { value: json && parse(json) };
        } catch (error) {
            return failure(error);
        }
    }

    // What the state is beside what `values` says of it: what the script gives it at its start is kept.
    function addToState(values) {
        const given = parse(values);
        const names = keys(given);
        for (let i = 0; i < names.length; ++i)
            state[names[i]] = given[names[i]];
    }

    function setState(values) {
        const names = keys(state);
        for (let i = 0; i < names.length; ++i)
            delete state[names[i]];
        addToState(values);
    }

    // What the script defines for the host. Looked at once and within a call, because to look may run code of the script.
    const parts = create(null);

    function takeParts(given) {
        const { run, selfTest, takeState, stateVersion } = given;
        parts.run = typeof run === "function" ? run : undefined;
        parts.selfTest = typeof selfTest === "function" ? selfTest : undefined;
        parts.takeState = typeof takeState === "function" ? takeState : undefined;
        parts.stateVersion = typeof stateVersion === "number" ? stateVersion : 1;
    }

    return {
        frozen: frozen,
        setFiles: setFiles,
        call: call,
        start: (script) => call(() => { takeParts(script()); }),
        parts: parts,
        leaveState: () => call(() => state),
        addToState: (values) => call(addToState, values),
        setState: (values) => call(setState, values),
        takeState: (f, version) => call(() => { f(state, version); })
    };
})
)js";
// clang-format on

} // namespace retune
