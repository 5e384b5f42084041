#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace retune {

/// Paints the rows of the settings tree, with the highlight of reloaded values, and makes an editor that fits each value.
class ValueDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    /// Fills the editor once: a reload never changes the field that has the focus.
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    /// Hands on what the user typed; a text that is as it was found is no edit. Where the value has become another one since
    /// the editor was opened, that is told first, and what was typed takes its place only when it is handed on again.
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    /// The cell that an editor edits.
    static QModelIndex editedIndex(const QObject *editor);
    /// What was typed into an editor and is not the text that it was filled with; null where nothing was.
    static QString typed(const QWidget *editor);
    /// The text that an editor was filled with, or that its user was told of since.
    static QString found(const QObject *editor);
    static void setFound(QObject *editor, const QString &text);
    /// Whether what was typed was not taken at the last time, so that the editor has to stay.
    static bool isRefused(const QWidget *editor);
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

Q_SIGNALS:
    /// The value cannot be edited here, or not become what was typed, and why.
    void refused(const QString &reason) const;

protected:
    /// Keeps an editor open whose text cannot be taken.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QString objectionToCommit(const QString &text, QWidget *editor, const QModelIndex &index) const;
    void paintMarks(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void outlineCheckBox(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const;
    QWidget *makePopup(QWidget *parent) const;
    QWidget *makeValueEditor(QWidget *parent, const QModelIndex &index) const;
};

} // namespace retune
