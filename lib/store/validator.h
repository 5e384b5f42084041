#pragma once

#include <retune/store/setting.h>
#include <retune/text/result.h>

#include <functional>
#include <mutex>
#include <vector>

namespace retune {

/// A program's own check of new content, before it comes into force: nothing where it is fine, else one sentence of what was
/// expected and what was found ("expected a port below 1024, found 8080"). Called in the store's thread, possibly
/// several times for one change; has to be quick. An exception counts as a refusal with its text. It may call the store, also
/// `Store::refresh` for another file; for the one that is checked that does nothing.
using Validator = std::function<std::optional<QString>(const Setting &)>;

/// A check and what it is for.
struct ValidatorRule
{
    QString file; ///< relative to the store's folder
    KeyPath key;  ///< the empty path is the whole file; a key that the file does not have is not checked
    Validator check;
};

/// The checks of a store. Any thread.
class Validators
{
public:
    void add(ValidatorRule rule);
    /// The first problem that a check of this file finds; nothing where they all pass.
    std::optional<Problem> problemIn(const QString &file, const Document &document) const;

private:
    mutable std::mutex m_mutex;
    std::vector<ValidatorRule> m_rules;
};

} // namespace retune
