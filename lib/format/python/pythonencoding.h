#pragma once

#include <retune/text/problem.h>

#include <QtCore/QByteArrayView>

#include <optional>

namespace retune::python {

/// The error to give where a comment in the first two lines says that the module is not UTF-8
/// (`# -*- coding: latin-1 -*-`).
std::optional<Problem> foreignEncodingDeclared(QByteArrayView text);

} // namespace retune::python
