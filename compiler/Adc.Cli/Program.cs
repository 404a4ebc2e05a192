Console.WriteLine("adc");
return 0;
