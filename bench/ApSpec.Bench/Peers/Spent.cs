namespace ApSpec.Bench.Peers;

/// <summary>What one run took, in seconds.</summary>
/// <param name="Engine">The search alone: user CPU time of ours; SPIN and Rumur start in no time, so that theirs is the process's.</param>
/// <param name="EngineWall">The search alone, by the clock.</param>
/// <param name="Process">User CPU time of the whole process.</param>
/// <param name="ProcessWall">The whole process, by the clock.</param>
internal readonly record struct Spent(double Engine, double EngineWall, double Process, double ProcessWall);
