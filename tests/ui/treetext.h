#pragma once

#include "tree/settingsmodel.h"

#include <retune/format/format.h>

#include <QtTest/QTest>

namespace retune {

/// A settings file in JSON, as the tree is shown it. Fails the test where the text has no tree.
inline ShownFile jsonFile(const QString &path, const QByteArray &text)
{
    const Result<Document> document = format(FormatId::Json).parse(text);
    if (!document)
        qFatal("no tree: %s", qPrintable(document.error().toString()));
    return {path, *document, {}, false, false, {}};
}

/// The rows of a model, one a line, two blanks for each level: `name = value`, and what is unusual in brackets.
inline QString treeText(const SettingsModel &model, const QModelIndex &parent = {}, int level = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex name = model.index(row, SettingsModel::NameColumn, parent);
        const QModelIndex value = name.siblingAtColumn(SettingsModel::ValueColumn);
        text += QString(2 * level, QLatin1Char(' ')) + name.data().toString();
        if (!value.data().toString().isEmpty())
            text += QStringLiteral(" = ") + value.data().toString();
        if (name.data(SettingsModel::FreshRole).toReal() > 0)
            text += QStringLiteral(" [fresh]");
        const QVariant mark = name.siblingAtColumn(SettingsModel::MarkColumn).data(Qt::AccessibleTextRole);
        if (mark.isValid())
            text += QStringLiteral(" [") + mark.toString() + QLatin1Char(']');
        text += QLatin1Char('\n') + treeText(model, name, level + 1);
    }
    return text;
}

} // namespace retune
