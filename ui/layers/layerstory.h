#pragma once

#include "layers/layerset.h"

#include <retune/store/sources.h>

#include <QtCore/QByteArrayList>

#include <optional>

namespace retune {

/// A value that one layer holds, in words.
struct PlacedValue
{
    Origin origin;
    QString
        key; ///< where it is another one: that of the list or value in whose place weaker layers have a table
    QString value; ///< on one line; covered where it is secret

    bool operator==(const PlacedValue &) const = default;
};

/// What a set of layers makes of a key, seen from one of its files. Says the same as `Layers` in a program that declares
/// the same set; of variables, those that are given.
struct LayerStory
{
    enum class Standing : quint8 {
        InForce,  ///< programs see the value of this file
        Merged,   ///< it is a table, and other layers have parts of it
        Hidden,   ///< programs see `stronger`
        Repeated, ///< the same file gives the key again further down
        Unread    ///< this file on disk has no such value, nor has a stronger layer
    };

    LayerSet set;
    int layer = 0; ///< of the file, 1 for the weakest
    Standing standing = Standing::InForce;
    std::optional<PlacedValue> stronger; ///< what programs see where this one is hidden
    QList<PlacedValue> others;           ///< what further layers hold, the strongest first

    bool operator==(const LayerStory &) const = default;
};

/// Takes time linear in the files of the set. Any thread. `environment` are variables as `NAME=value`.
LayerStory layerStory(const LayerSet &set, const QByteArrayList &environment, const Snapshot &snapshot,
                      const QString &path, const KeyPath &key);

/// The file or variable that hides what a file says of `key`; empty where none does. Looks for no place in any text, so that a tool tip
/// may ask it.
QString hidingLayer(const LayerSet &set, const QByteArrayList &environment, const Snapshot &snapshot,
                    const QString &path, const KeyPath &key);

/// What files but `path` hold for `key`, in the order of their paths, and whether there are more than `maximum`. Takes time linear in
/// the files of the folder. Any thread.
struct OtherFiles
{
    QList<PlacedValue> values;
    bool hasMore = false;

    bool operator==(const OtherFiles &) const = default;
};
OtherFiles otherFiles(const Snapshot &snapshot, const QString &path, const KeyPath &key, int maximum);

} // namespace retune
