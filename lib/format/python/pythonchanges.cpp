#include <retune/format/python/pythonchanges.h>

#include <QtCore/QHash>

#include <algorithm>

namespace retune::python {

namespace {

using BindingsByName = QHash<QByteArrayView, std::vector<std::size_t>>;

QByteArrayView slice(QByteArrayView text, ByteRange range)
{
    return text.sliced(range.begin, range.size());
}

/// The bindings of the names that something changes, in source order.
BindingsByName bindingsOfChanged(const UnfinishedModule &unfinished)
{
    BindingsByName bindings;
    for (const Change &change : unfinished.changes)
        bindings.insert(slice(unfinished.text, change.name), {});
    for (std::size_t i = 0; i < unfinished.module.bindings.size(); ++i) {
        const auto found = bindings.find(slice(unfinished.text, unfinished.module.bindings[i].name));
        if (found != bindings.end())
            found->push_back(i);
    }
    return bindings;
}

void mark(Module &module, std::size_t index, Change::Kind kind)
{
    std::vector<Binding> &bindings = module.bindings;
    Binding &changed = bindings[index];
    if (!changed.isLiteral)
        return;
    const bool isMutable = isContainer(module.literals[changed.firstLiteral].kind);
    if (kind == Change::Kind::Rebinds || !isMutable) {
        changed.isChangedLater = kind != Change::Kind::Mutates;
        return;
    }
    // `a = b = []` gives both names the same list. Their bindings stand side by side.
    const auto isSame = [&](std::size_t other) {
        return bindings[other].isLiteral && bindings[other].firstLiteral == changed.firstLiteral;
    };
    while (index > 0 && isSame(index - 1))
        --index;
    for (; index < bindings.size() && isSame(index); ++index)
        bindings[index].isChangedLater = true;
}

} // namespace

void UnfinishedModule::advance()
{
    lexer.advance();
    if (lexer.token().kind == TokenKind::Walrus && lexer.previous().kind == TokenKind::Name)
        note(lexer.previous().range(), Change::Kind::Rebinds);
}

void UnfinishedModule::markChanged()
{
    if (changes.empty())
        return;
    const BindingsByName bindings = bindingsOfChanged(*this);
    for (const Change &change : changes) {
        const std::vector<std::size_t> &ofName = *bindings.constFind(slice(text, change.name));
        const auto after = std::lower_bound(ofName.begin(), ofName.end(), change.bindingsBefore);
        if (after != ofName.begin())
            mark(module, *(after - 1), change.kind);
    }
}

} // namespace retune::python
