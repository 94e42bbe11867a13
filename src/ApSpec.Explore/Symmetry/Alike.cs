using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>Objects that a search takes for each other.</summary>
/// <param name="Likes">Their kinds.</param>
/// <param name="Fields">Every field of the state vector.</param>
public sealed record Alike(Likes Likes, IReadOnlyList<FieldInfo> Fields);
