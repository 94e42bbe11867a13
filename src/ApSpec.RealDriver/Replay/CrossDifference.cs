namespace ApSpec.RealDriver.Replay;

/// <summary>Where two machines' runs of a record differ first.</summary>
/// <param name="Record">The record's name.</param>
/// <param name="Call">The call, as the program prints it.</param>
/// <param name="Here">The line on this machine.</param>
/// <param name="There">The line on the other one.</param>
public sealed record CrossDifference(string Record, string Call, string Here, string There);
