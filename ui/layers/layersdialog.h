#pragma once

#include "layers/layerset.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace retune {

class LayerList;

/// Asks which files of a folder programs read over one another, in which order, and which variables over all of them: a form for
/// the sets of layers of the folder, one of which is shown at a time.
class LayersDialog : public QDialog
{
    Q_OBJECT

public:
    struct Question
    {
        QString folder;    ///< an absolute path
        QStringList files; ///< that the folder has, relative to it
        QList<LayerSet> sets;
        int current = 0; ///< which of them is shown first
    };

    LayersDialog(const Question &question, QWidget *window);

    /// Those that have a layer over another one.
    QList<LayerSet> sets() const;

private:
    QLayout *makeSetRow();
    QLayout *makeFilesRow();
    QLayout *makeAddRow();
    QLayout *makeVariablesRow();
    void showSet(int index);
    void addSet();
    void removeSet();
    void addFile();
    void keepSet();
    void showState();
    void showHint(const QString &text, bool isError);

    const QString m_folder;
    QList<LayerSet> m_sets;
    int m_current = 0;
    bool m_isShowing = false; ///< the fields are being filled in
    QComboBox *m_choice;
    QToolButton *m_removeSet = nullptr;
    LayerList *m_files;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_remove = nullptr;
    QLineEdit *m_name;
    QPushButton *m_add;
    QLineEdit *m_prefix;
    QLabel *m_hint;
    QPushButton *m_ok = nullptr;
};

} // namespace retune
