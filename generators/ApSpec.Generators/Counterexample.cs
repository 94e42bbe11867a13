namespace ApSpec.Generators;

/// <summary>A failed property as data.</summary>
/// <typeparam name="T">The property's one argument.</typeparam>
/// <param name="Property">Its name.</param>
/// <param name="Original">The argument that failed first.</param>
/// <param name="Shrunk">The smallest that still failed.</param>
/// <param name="Tests">Cases run until then, the failing one counted.</param>
/// <param name="Shrinks">Successful shrink steps.</param>
/// <param name="Replay">What runs the case again.</param>
public sealed record Counterexample<T>(string Property, T Original, T Shrunk, int Tests, int Shrinks, FsCheckReplay Replay);
