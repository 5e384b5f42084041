#include <retune/format/python/pythonreader.h>

#include <retune/format/flow.h>
#include <retune/format/python/pythonscalar.h>
#include <retune/format/python/pythonspelling.h>
#include <retune/format/python/pythonstatement.h>
#include <retune/format/python/pythonwriter.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

using namespace python;

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

Unexpected<Problem> refusedAsShared()
{
    return refused(Tr::tr("several names share this value; change it in the text"));
}

bool isModule(const Node &node)
{
    return node.parent().isNull();
}

// Containers

bool isTuple(const Node &container)
{
    return container.kind() == Kind::List && (container.style() & ~SharedValue) == TupleStyle;
}

bool isSet(const Node &container)
{
    return container.kind() == Kind::List && (container.style() & ~SharedValue) == SetStyle;
}

/// Whether the tuple has no brackets of its own.
bool isBare(const Node &container)
{
    return isTuple(container) &&
           (!container.text().startsWith('(') || !container.text().endsWith(')') ||
            (container.firstChild() && container.firstChild().range().begin == container.range().begin));
}

FlowContainer placeOf(const Node &container)
{
    FlowContainer place = flowContainer(container);
    if (isBare(container))
        place.inside = container.range();
    return place;
}

FlowRules rulesOf(const Node &container)
{
    FlowRules rules;
    rules.separatesOne = isTuple(container);
    rules.staysOnOneLine = isBare(container);
    return rules;
}

// Modules

int lineOf(const Document &document, qsizetype at)
{
    return document.position(at).line;
}

/// Why `name` cannot be a new name of the module; empty where it can.
QString objectionToName(const Document &document, const QString &name)
{
    if (!isVariableName(name))
        return Tr::tr("expected a name that Python allows (letters, digits and _), found \"%1\"").arg(name);
    if (name != name.normalized(QString::NormalizationForm_KC))
        return Tr::tr("expected a name in the form in which Python compares names (%1)")
            .arg(name.normalized(QString::NormalizationForm_KC));
    if (const auto use = otherUse(document.bytes(), document.facts().bomSize, name.toUtf8(), {}))
        return Tr::tr("expected a name that the file does not use yet, found \"%1\" in line %2")
            .arg(name)
            .arg(lineOf(document, use->begin));
    return {};
}

/// Why the name of `member` cannot change or go; empty where it can.
QString objectionToChange(const Document &document, const Node &member)
{
    const QByteArray name = keyText(document, member).toByteArray();
    if (member.style() & SharedValue)
        return Tr::tr("several names share this value; change it in the text");
    if (const auto use = otherUse(document.bytes(), document.facts().bomSize, name, member.keyRange()))
        return Tr::tr("line %1 uses the name \"%2\" too; change it in the text")
            .arg(lineOf(document, use->begin))
            .arg(QString::fromUtf8(name));
    return {};
}

std::optional<Statement> statementOf(const Document &document, const Node &member)
{
    return statementAt(document.bytes(), document.facts().bomSize, member.keyRange().begin);
}

/// The last assignment whose value is known, if there is one.
Node lastAssignment(const Node &module)
{
    Node last;
    for (Node member = module.firstChild(); member; member = member.nextSibling()) {
        if (member.kind() != Kind::Opaque)
            last = member;
    }
    return last;
}

Result<QList<Replacement>> insertedName(const Document &document, const Node &module, const NewMember &member)
{
    if (const QString why = objectionToName(document, member.key); !why.isEmpty())
        return refused(why);
    const Result<QByteArray> value = spelledValue(document, module, member.value);
    if (!value)
        return Unexpected{value.error()};
    const QByteArray text = member.key.toUtf8() + betweenKeyAndValue(document, module, '=', " = ") + *value;
    const QByteArray newLine = document.facts().newLine;
    qsizetype place = document.bytes().size();
    bool isLineStart = document.facts().endsWithLineEnd || place == document.facts().bomSize;
    if (const Node last = lastAssignment(module)) {
        const auto statement = statementOf(document, last);
        if (!statement)
            return refused(Tr::tr("found no line of its own for the new name"));
        place = statement->line.end;
        isLineStart = statement->hasLineBreak;
    }
    return QList{Replacement{{place, place}, isLineStart ? text + newLine : newLine + text}};
}

/// The line break before `at` is part of what goes where the file ends without one.
qsizetype beforeLineBreak(const QByteArray &bytes, qsizetype begin, qsizetype at)
{
    const QByteArrayView before = QByteArrayView(bytes).sliced(begin, at - begin);
    if (before.endsWith("\r\n"))
        return at - 2;
    return before.endsWith('\n') || before.endsWith('\r') ? at - 1 : at;
}

Result<QList<Replacement>> removedName(const Document &document, const Node &member)
{
    if (member.kind() == Kind::Opaque)
        return refused(member.style() == ChangedLater
                           ? Tr::tr("a later line changes what this name stands for; change it in the text")
                           : Tr::tr("this is code, not a value; change it in the text"));
    if (const QString why = objectionToChange(document, member); !why.isEmpty())
        return refused(why);
    const auto statement = statementOf(document, member);
    if (!statement)
        return refused(Tr::tr("found no statement that can be removed"));
    const QByteArrayView text(document.bytes());
    ByteRange range = statement->range;
    if (statement->separatorAfter) {
        range.end = statement->separatorAfter->end;
        while (text[range.end] == ' ' || text[range.end] == '\t')
            ++range.end;
    } else if (statement->separatorBefore) {
        range.begin = statement->separatorBefore->begin;
        while (text[range.begin - 1] == ' ' || text[range.begin - 1] == '\t')
            --range.begin;
    } else {
        range = statement->line;
        if (!statement->hasLineBreak)
            range.begin = beforeLineBreak(document.bytes(), document.facts().bomSize, range.begin);
    }
    return QList{Replacement{range, {}}};
}

Result<QList<Replacement>> renamedName(const Document &document, const Node &member, const QString &key)
{
    QString why = objectionToChange(document, member);
    if (why.isEmpty())
        why = objectionToName(document, key);
    if (!why.isEmpty())
        return refused(why);
    return QList{Replacement{member.keyRange(), key.toUtf8()}};
}

} // namespace

Result<QList<Replacement>> PythonFormat::insertion(const Document &document, const Node &container,
                                                   const NewMember &member) const
{
    if (isModule(container))
        return insertedName(document, container, member);
    if (container.style() & SharedValue)
        return refusedAsShared();
    const Result<QByteArray> value = spelledValue(document, container, member.value);
    if (!value)
        return Unexpected{value.error()};
    if (isSet(container) && isContainer(member.value.kind))
        return refused(Tr::tr("a set holds single values, no %1").arg(kindName(member.value.kind)));
    if (container.kind() == Kind::List)
        return flowInsertion(document, placeOf(container), rulesOf(container), member.position, *value);
    const Result<QByteArray> key = spelledKey(document, container, member.key);
    if (!key)
        return Unexpected{key.error()};
    const QByteArray text = *key + betweenKeyAndValue(document, container, ':', ": ") + *value;
    return flowInsertion(document, placeOf(container), rulesOf(container), container.childCount(), text);
}

Result<QList<Replacement>> PythonFormat::removal(const Document &document, const Node &member) const
{
    const Node container = member.parent();
    if (isModule(container))
        return removedName(document, member);
    if (container.style() & SharedValue)
        return refusedAsShared();
    if (member.style() == CodeMember)
        return refused(Tr::tr("this is code, not a value; change it in the text"));
    if (isSet(container) && container.childCount() == 1)
        return refused(Tr::tr("Python has no literal for a set without members"));
    if (isBare(container) && container.childCount() == 1)
        return QList{Replacement{container.range(), "()"}};
    return flowRemoval(document, placeOf(container), rulesOf(container), member.position());
}

Result<QList<Replacement>> PythonFormat::renaming(const Document &document, const Node &member,
                                                  const QString &key) const
{
    const Node container = member.parent();
    if (isModule(container))
        return renamedName(document, member, key);
    if (container.style() & SharedValue)
        return refusedAsShared();
    const QByteArrayView old = keyText(document, member);
    if (!isTextKey(old)) {
        if (!isNumberLike(document, container, key))
            return refused(Tr::tr("this key is not a text; change it in the text of the file"));
        return QList{Replacement{member.keyRange(), key.toUtf8()}};
    }
    const Result<QByteArray> text = writeScalar(Value::string(key), old, document.facts().newLine);
    if (!text)
        return Unexpected{text.error()};
    return QList{Replacement{member.keyRange(), *text}};
}

Result<QList<Replacement>> PythonFormat::movement(const Document &document, const Node &member,
                                                  int position) const
{
    const Node container = member.parent();
    if (container.style() & SharedValue)
        return refusedAsShared();
    if (isSet(container))
        return refused(Tr::tr("the members of a set have no order that counts"));
    return flowMovement(document, placeOf(container), rulesOf(container), member.position(), position);
}

} // namespace retune
