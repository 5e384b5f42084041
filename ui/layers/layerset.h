#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace retune {

/// What the user says that a program reads as one set of settings, as it gives it to `Layers`.
struct LayerSet
{
    QStringList files; ///< relative to the folder, the weakest first; one that does not exist holds nothing
    QString environmentPrefix; ///< of variables that are stronger than all files; empty: there are none

    /// How many layers it has: the files, and the variables where it has any.
    int count() const { return int(files.size()) + (environmentPrefix.isEmpty() ? 0 : 1); }

    bool operator==(const LayerSet &) const = default;
};

/// The order of a set in words, the strongest first: "local.toml over base.toml".
QString orderText(const LayerSet &set);

/// As it is kept from run to run, and back; what is no set is left out.
QJsonArray toJson(const QList<LayerSet> &sets);
QList<LayerSet> layerSets(const QJsonArray &array);

} // namespace retune
