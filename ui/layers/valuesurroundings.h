#pragma once

#include "layers/layerstory.h"

namespace retune {

/// What the files of the folder tell of one value.
struct ValueSurroundings
{
    TextPosition position;
    QList<LayerStory> layers; ///< for each set that the file is a layer of
    OtherFiles otherFiles;    ///< where it is a layer of none

    bool operator==(const ValueSurroundings &) const = default;
};

/// Which value, and all that has to be looked through for it.
struct SurroundingsQuery
{
    Snapshot snapshot;
    QString path;
    KeyPath key;
    Document document; ///< what the tree shows of the file
    qsizetype begin = 0;
    bool isShadowed = false;    ///< the file gives the key again further down
    QList<LayerSet> sets;       ///< those with the file
    QByteArrayList environment; ///< `NAME=value`
};

/// Takes time linear in the files that are looked into, so it is for another thread.
ValueSurroundings surroundings(const SurroundingsQuery &query);

/// A text with links: `<a href='0'>` leads to the first of the places.
struct LinkedText
{
    QString html;
    QList<Origin> places;
};

/// The link that leads to where layers are declared.
QString layersLink();

/// What to tell of the layers of a value.
LinkedText layerText(const ValueSurroundings &surroundings);

} // namespace retune
