#pragma once

#include "layers/layerset.h"

#include <retune/format/keypath.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>

class QWidget;

namespace retune {

class LayersDialog;
class SettingsPane;

/// Which files of the open folder programs read over one another, as the user has said. Programs say it in their code, where nobody
/// can look it up.
class FolderLayers : public QObject
{
    Q_OBJECT

public:
    /// `settings` has to outlive it. Goes with `window`, which the form is shown over.
    FolderLayers(SettingsPane &settings, QWidget *window);

    const QList<LayerSet> &sets() const { return m_sets; }
    void setSets(const QList<LayerSet> &sets);
    /// Those that a file is a layer of.
    QList<LayerSet> setsWith(const QString &file) const;
    /// A file has another name from now on.
    void renameFile(const QString &from, const QString &to);

    bool canDeclare() const;
    /// Asks for the layers: shows the set that has these files, or a new one of them.
    void declare(const QStringList &files);
    /// The same with the files that are selected in the tree.
    void declareSelected();

Q_SIGNALS:
    void changed();

private:
    QString remark(const QString &file, const KeyPath &key) const;

    SettingsPane &m_settings;
    QWidget *m_window;
    QList<LayerSet> m_sets;
    QPointer<LayersDialog> m_dialog;
};

} // namespace retune
