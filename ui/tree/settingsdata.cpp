#include "tree/settingsdata.h"

#include "style/icons.h"
#include "style/theme.h"
#include "tree/colortext.h"
#include "tree/valuetext.h"

#include <retune/format/format.h>
#include <retune/format/secret.h>

#include <QtCore/QCoreApplication>
#include <QtGui/QFont>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>

#include <algorithm>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct SettingsData
{
    Q_DECLARE_TR_FUNCTIONS(SettingsData)
};

constexpr int maximumToolTip = 2000;
constexpr int swatchSize = 16;
constexpr int maximumColorBytes =
    16; // with quotes, and letters written as escapes are no colour people would look for

QString problemText(const Problem &problem)
{
    if (problem.position.isNull())
        return problem.message;
    return problem.place() + QLatin1Char(' ') + problem.message;
}

QIcon codeIcon(const ShownFile &shown)
{
    const bool isText = shown.document.isNull() || shown.document.format().isText();
    return icon(isText ? QStringLiteral("code") : QStringLiteral("library"));
}

/// Files stand out by their weight; an icon before the name would set it further in than the keys below it. Code has none.
QFont fileFont()
{
    QFont font = QGuiApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

bool hasOnlySavedChanges(const ShownFile &shown)
{
    return !shown.isUnsaved && !shown.hasConflict && !shown.sinceOpened.isEmpty();
}

QString changedSinceOpened()
{
    return SettingsData::tr("Changed since the folder was opened");
}

/// Of a file that came since the folder was opened, all is new: that is told of the file alone.
bool isMarkedChanged(const SettingsItem &item)
{
    const std::optional<Document> &opened = fileOf(item).shown.opened;
    return item.isChanged && !(opened && opened->isNull());
}

/// Why the marks of a row are there, in words.
QStringList markTexts(const SettingsItem &item)
{
    if (!item.isFile() && item.isUnsaved) {
        QStringList texts{SettingsData::tr("Not saved yet")};
        if (item.isOtherOnDisk)
            texts += SettingsData::tr("Changed on disk too");
        return texts;
    }
    if (!item.isFile() && item.isOtherOnDisk)
        return {SettingsData::tr("Changed on disk, not edited here")};
    if (!item.isFile())
        return isMarkedChanged(item) ? QStringList{changedSinceOpened()} : QStringList();
    const ShownFile &shown = fileOf(item).shown;
    QStringList texts;
    if (shown.problem)
        texts += SettingsData::tr("Problem: %1").arg(problemText(*shown.problem));
    if (const CodeState &code = fileOf(item).code; shown.isCode && code.hasFailed())
        texts +=
            code.isRefused() ? code.failureText() : SettingsData::tr("Failed: %1").arg(code.failureText());
    if (shown.hasConflict)
        texts += SettingsData::tr("Changed on disk while there are unsaved edits");
    else if (shown.isUnsaved)
        texts += SettingsData::tr("Has edits that are not saved yet");
    else if (hasOnlySavedChanges(shown))
        texts += changedSinceOpened();
    if (fileOf(item).isReadOnly)
        texts += SettingsData::tr("Read-only: edits cannot be saved here");
    return texts;
}

QString shownValue(const SettingsItem &item)
{
    if (isMasked(item))
        return secretMask();
    return item.awaited ? valueText(item.awaited->value) : valueText(item.node);
}

QString fileValue(const SettingsItem &item)
{
    const ShownFile &shown = fileOf(item).shown;
    if (shown.problem)
        return problemText(*shown.problem);
    if (shown.isCode)
        return fileOf(item).code.text();
    return item.isValue() ? shownValue(item) : QString();
}

QString nameToolTip(const SettingsItem &item)
{
    const ShownFile &shown = fileOf(item).shown;
    QStringList lines;
    if (item.isFile()) {
        lines += shown.path;
        if (!shown.document.isNull())
            lines += shown.document.format().name();
        if (shown.isCode)
            return plainToolTip(lines + fileOf(item).code.details());
    } else {
        lines += item.node.path().toString();
        lines += typeText(item.node);
    }
    return plainToolTip(lines + markTexts(item));
}

/// Another value of the row, in words; a covered one stays covered.
QString otherValue(const SettingsItem &item, const Value &value)
{
    const bool isCovered = isMasked(item) || (!item.isUncovered && isSecretAt(item.node.path(), value));
    return isCovered ? secretMask() : onOneLine(value.text, maximumToolTip);
}

/// What stands on disk where the row is, in a conflict.
std::optional<Value> valueOnDisk(const SettingsItem &item)
{
    const Document &disk = fileOf(item).shown.inForce;
    const Node node = disk.isNull() ? Node() : disk.find(item.node.path());
    if (!node)
        return std::nullopt;
    return node.isContainer() ? Value{node.kind(), QString::fromUtf8(node.text())} : node.value();
}

const Change *changeOf(const SettingsItem &item, const QList<Change> &changes)
{
    const KeyPath path = item.node.path();
    const auto change = std::find_if(changes.begin(), changes.end(),
                                     [&](const Change &candidate) { return candidate.path == path; });
    return change == changes.end() ? nullptr : &*change;
}

QString valueToolTip(const SettingsItem &item)
{
    if (!item.isValue())
        return nameToolTip(item);
    QStringList lines;
    if (isMasked(item))
        lines += SettingsData::tr("Covered, because the key says that it is secret");
    else if (!item.node.isContainer())
        lines += item.value().text.left(maximumToolTip);
    lines += typeText(item.node);
    lines += whyNotEditable(item.node);
    lines += changeTexts(item);
    lines.removeAll(QString());
    return plainToolTip(lines);
}

QString unsavedText(const SettingsItem &item)
{
    const Change *change = changeOf(item, fileOf(item).shown.unsaved);
    if (!change)
        return SettingsData::tr("Not saved yet");
    const auto inForce = item.isOtherOnDisk ? valueOnDisk(item) : change->before;
    if (inForce)
        return SettingsData::tr("Not saved yet; in force is: %1").arg(otherValue(item, *inForce));
    return item.isOtherOnDisk ? SettingsData::tr("Not saved yet; on disk it was removed")
                              : SettingsData::tr("New, not saved yet");
}

QString otherOnDiskText(const SettingsItem &item)
{
    const std::optional<Value> value = valueOnDisk(item);
    return value
               ? SettingsData::tr("Not edited here; on disk it has become: %1").arg(otherValue(item, *value))
               : SettingsData::tr("Not edited here; on disk it was removed");
}

bool isQuiet(const SettingsItem &item)
{
    return !item.isValue() || item.node.isContainer() || item.node.kind() == Kind::Null ||
           !whyNotEditable(item.node).isEmpty();
}

QVariant valueColour(const SettingsItem &item)
{
    if (item.isFile() && (fileOf(item).shown.problem || fileOf(item).code.hasFailed()))
        return errorText(QGuiApplication::palette());
    if (item.isFile() && fileOf(item).code.isLive())
        return {};
    return isQuiet(item) ? QVariant(quietText(QGuiApplication::palette())) : QVariant();
}

/// The colour that a value spells, on a chequered ground where it lets some through; nothing for other values.
QVariant swatch(const SettingsItem &item)
{
    if (!item.isValue() || item.node.kind() != Kind::String || item.node.range().size() > maximumColorBytes ||
        isMasked(item))
        return {};
    const std::optional<ColorText> color = ColorText::parse(item.value().text);
    if (!color)
        return {};
    QPixmap pixmap(QSize(swatchSize, swatchSize) * qApp->devicePixelRatio());
    pixmap.setDevicePixelRatio(qApp->devicePixelRatio());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const QRectF place = QRectF(1.5, 1.5, swatchSize - 3, swatchSize - 3);
    if (color->color.alpha() < 255) {
        painter.fillRect(place, Qt::white);
        painter.fillRect(place, QBrush(Qt::gray, Qt::Dense4Pattern));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(color->color);
    painter.setPen(quietText(QGuiApplication::palette()));
    painter.drawRoundedRect(place, 2, 2);
    painter.end();
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // not tinted by the selection
    return icon;
}

QString accessibleValue(const SettingsItem &item)
{
    if (item.isFile() && fileOf(item).shown.problem)
        return markTexts(item).first();
    if (item.isFile() && fileOf(item).shown.isCode)
        return fileOf(item).code.text();
    return item.isValue() ? shownValue(item) : QString();
}

} // namespace

QString plainToolTip(const QStringList &lines)
{
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
        .arg(lines.join(QLatin1Char('\n')).toHtmlEscaped());
}

QStringList changeTexts(const SettingsItem &item)
{
    QStringList texts;
    if (item.isUnsaved)
        texts += unsavedText(item);
    else if (item.isOtherOnDisk)
        texts += otherOnDiskText(item);
    if (item.isChanged) {
        const Change *change = changeOf(item, fileOf(item).shown.sinceOpened);
        texts += change && change->before ? SettingsData::tr("When the folder was opened it was: %1")
                                                .arg(otherValue(item, *change->before))
                                          : SettingsData::tr("It was not there when the folder was opened");
    }
    return texts;
}

bool isSecretValue(const SettingsItem &item)
{
    return item.isValue() && !item.node.isContainer() && item.node.kind() != Kind::Boolean &&
           item.node.kind() != Kind::Null && isSecretKey(item.node.path());
}

bool isMasked(const SettingsItem &item)
{
    return !item.isUncovered && isSecretValue(item);
}

QVariant nameData(const SettingsItem &item, int role)
{
    const ShownFile &shown = fileOf(item).shown;
    switch (role) {
    case Qt::DisplayRole:
        return item.isFile() ? shown.path : item.newKey.value_or(nameText(item.node, item.position));
    case Qt::EditRole:
        return item.isFile() ? QVariant() : QVariant(item.node.key());
    case Qt::DecorationRole:
        return item.isFile() && shown.isCode ? QVariant(codeIcon(shown)) : QVariant();
    case Qt::FontRole:
        return item.isFile() ? QVariant(fileFont()) : QVariant();
    case Qt::ToolTipRole:
        return nameToolTip(item);
    case Qt::AccessibleDescriptionRole: // the row is read from its name on, and its marks are icons
        return (item.isValue() ? QStringList(typeText(item.node)) + markTexts(item) : markTexts(item))
            .join(QStringLiteral(". "));
    case Qt::ForegroundRole:
        return item.node && item.node.isShadowed() ? QVariant(quietText(QGuiApplication::palette()))
                                                   : QVariant();
    default:
        return {};
    }
}

QVariant valueData(const SettingsItem &item, int role)
{
    switch (role) {
    case Qt::DecorationRole:
        return swatch(item);
    case Qt::DisplayRole:
        return item.isFile() ? fileValue(item) : shownValue(item);
    case Qt::EditRole:
        return item.isValue() && !item.node.isContainer() ? QVariant(item.value().text) : QVariant();
    case Qt::CheckStateRole:
        if (!item.isValue() || item.node.kind() != Kind::Boolean)
            return {};
        return item.value().text == QLatin1String("true") ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return valueToolTip(item);
    case Qt::AccessibleTextRole:
        return accessibleValue(item);
    case Qt::ForegroundRole:
        return valueColour(item);
    default:
        return {};
    }
}

namespace {

QList<QIcon> valueMarks(const SettingsItem &item)
{
    QList<QIcon> icons;
    if (item.isUnsaved)
        icons += icon(QStringLiteral("unsaved"));
    if (item.isOtherOnDisk)
        icons += icon(QStringLiteral("conflict"));
    if (icons.isEmpty() && isMarkedChanged(item))
        icons += icon(QStringLiteral("changed"));
    return icons;
}

} // namespace

QList<QIcon> marks(const SettingsItem &item)
{
    if (!item.isFile())
        return valueMarks(item);
    const ShownFile &shown = fileOf(item).shown;
    QList<QIcon> icons;
    if (shown.problem || fileOf(item).code.hasFailed())
        icons += errorIcon(QStringLiteral("problem"));
    if (shown.hasConflict)
        icons += icon(QStringLiteral("conflict"));
    else if (shown.isUnsaved)
        icons += icon(QStringLiteral("unsaved"));
    else if (hasOnlySavedChanges(shown))
        icons += icon(QStringLiteral("changed"));
    if (fileOf(item).isReadOnly)
        icons += icon(QStringLiteral("read-only"));
    return icons;
}

QVariant markData(const SettingsItem &item, int role)
{
    const QStringList texts = markTexts(item);
    if (texts.isEmpty())
        return {};
    switch (role) {
    case Qt::ToolTipRole:
        return plainToolTip(item.isFile() ? texts : changeTexts(item));
    case Qt::AccessibleTextRole:
        return texts.join(QStringLiteral(". "));
    default:
        return {};
    }
}

} // namespace retune
