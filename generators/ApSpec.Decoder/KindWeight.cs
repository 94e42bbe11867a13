using ApSpec.Vocabulary;

namespace ApSpec.Decoder;

/// <summary>How often a kind of operation is decoded, relative to the others of the scope.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Permitted">
/// Share of well-behaved calls: to an mdev, guest or queue on which a correct driver does something. When there is none yet, the
/// call becomes the next step towards one.
/// </param>
/// <param name="Blind">Share of calls to any target, permitted or not: a release without an open, a guest that is not there.</param>
public readonly record struct KindWeight(OperationKind Kind, byte Permitted, byte Blind);
